#include "CSoukWorkMemory.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// A sanitizer has to see every piece come and go.
#if defined(__SANITIZE_ADDRESS__)
#define KEEPS_NOTHING 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KEEPS_NOTHING 1
#endif
#endif
#ifndef KEEPS_NOTHING
#define KEEPS_NOTHING 0
#endif

enum {
    SMALLEST_SHIFT = 7,
    // Pieces of 128 bytes to 16 MB are kept, each of a power of two.
    SIZE_CLASSES = 18,
    // What stands before a piece. A cache line, to keep alignment.
    HEADER = 64,
};

// A thread that keeps so many bytes gives further pieces back to the system.
static const size_t MOST_KEPT = (size_t)16 << 20;

typedef struct piece {
    struct piece *next;
    unsigned size_class;
} piece;

typedef struct {
    piece *stacks[2][SIZE_CLASSES];
    size_t kept;
    // Pieces borrowed less pieces given back.
    long out;
    int is_known;
} store;

static _Thread_local store own;
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void empty(void *value) {
    store *ending = value;
    for (int kind = 0; kind < 2; kind++)
        for (int size_class = 0; size_class < SIZE_CLASSES; size_class++)
            for (piece *next = ending->stacks[kind][size_class]; next != NULL;) {
                piece *gone = next;
                next = gone->next;
                free(gone);
            }
    memset(ending->stacks, 0, sizeof ending->stacks);
    ending->kept = 0;
    ending->is_known = 0;
}

static void make_key(void) { pthread_key_create(&key, empty); }

static unsigned class_of(size_t size) {
    size_t least = (size_t)1 << SMALLEST_SHIFT;
    return size <= least ? 0 : (unsigned)(64 - __builtin_clzll(size - 1)) - SMALLEST_SHIFT;
}

static size_t size_of(unsigned size_class) { return (size_t)1 << (size_class + SMALLEST_SHIFT); }

static void *make(size_t size, unsigned size_class, int is_zero) {
    size_t bytes = HEADER + (size_class < SIZE_CLASSES ? size_of(size_class) : (size + 63) / 64 * 64);
    piece *made = aligned_alloc(HEADER, bytes);
    if (made == NULL) return NULL;
    if (is_zero) memset((char *)made + HEADER, 0, bytes - HEADER);
    made->size_class = size_class;
    return (char *)made + HEADER;
}

static void *borrow(size_t size, int is_zero) {
    unsigned size_class = class_of(size);
    own.out++;
    if (!KEEPS_NOTHING && size_class < SIZE_CLASSES) {
        piece *kept = own.stacks[is_zero][size_class];
        if (kept != NULL) {
            own.stacks[is_zero][size_class] = kept->next;
            own.kept -= size_of(size_class);
            return (char *)kept + HEADER;
        }
    }
    return make(size, size_class, is_zero);
}

static void give_back(void *bytes, int is_zero) {
    piece *given = (piece *)((char *)bytes - HEADER);
    unsigned size_class = given->size_class;
    own.out--;
    if (KEEPS_NOTHING || size_class >= SIZE_CLASSES || own.kept + size_of(size_class) > MOST_KEPT) {
        free(given);
        return;
    }
    if (!own.is_known) {
        pthread_once(&once, make_key);
        pthread_setspecific(key, &own);
        own.is_known = 1;
    }
    given->next = own.stacks[is_zero][size_class];
    own.stacks[is_zero][size_class] = given;
    own.kept += size_of(size_class);
}

long souk_pieces_out(void) { return own.out; }

void *souk_borrow(size_t size) { return borrow(size, 0); }
void souk_give_back(void *bytes) { give_back(bytes, 0); }
void *souk_borrow_zeros(size_t size) { return borrow(size, 1); }
void souk_give_back_zeros(void *bytes) { give_back(bytes, 1); }
