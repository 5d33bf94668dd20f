#include "CSoukKernels.h"

#include <pthread.h>
#include <stdlib.h>

// One buffer a thread, given back when the thread ends.
typedef struct {
    void *bytes;
    size_t size;
} scratch;

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void release(void *kept) {
    free(((scratch *)kept)->bytes);
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

void *souk_take_scratch(size_t size) {
    scratch *kept = own();
    if (kept != NULL && kept->bytes != NULL && kept->size >= size) {
        void *bytes = kept->bytes;
        kept->bytes = NULL;
        return bytes;
    }
    return calloc(1, size);
}

void souk_give_scratch(void *bytes, size_t size) {
    scratch *kept = own();
    if (kept == NULL || (kept->bytes != NULL && kept->size >= size)) {
        free(bytes);
        return;
    }
    free(kept->bytes);
    kept->bytes = bytes;
    kept->size = size;
}
