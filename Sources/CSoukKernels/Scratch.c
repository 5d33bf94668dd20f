#include "CSoukKernels.h"

#include <pthread.h>
#include <stdlib.h>

// What stands before the memory given out: its size, whatever less was asked for. A cache line, to keep alignment.
enum { HEADER = 64 };

// One buffer a thread, given back when the thread ends.
typedef struct {
    void *bytes;
} scratch;

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void release(void *kept) {
    void *bytes = ((scratch *)kept)->bytes;
    if (bytes != NULL) free((char *)bytes - HEADER);
    free(kept);
}

static void make_key(void) { pthread_key_create(&key, release); }

static scratch *own(void) {
    pthread_once(&once, make_key);
    scratch *kept = pthread_getspecific(key);
    if (kept == NULL) {
        kept = calloc(1, sizeof *kept);
        if (kept != NULL) pthread_setspecific(key, kept);
    }
    return kept;
}

static size_t *size_of(void *bytes) { return (size_t *)((char *)bytes - HEADER); }

void *souk_take_scratch(size_t size) {
    scratch *kept = own();
    if (kept != NULL && kept->bytes != NULL && *size_of(kept->bytes) >= size) {
        void *bytes = kept->bytes;
        kept->bytes = NULL;
        return bytes;
    }
    char *block = calloc(1, HEADER + size);
    if (block == NULL) return NULL;
    *size_of(block + HEADER) = size;
    return block + HEADER;
}

void souk_give_scratch(void *bytes) {
    scratch *kept = own();
    void *less = bytes;
    if (kept != NULL && (kept->bytes == NULL || *size_of(kept->bytes) < *size_of(bytes))) {
        less = kept->bytes;
        kept->bytes = bytes;
    }
    if (less != NULL) free((char *)less - HEADER);
}
