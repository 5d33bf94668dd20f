#include "CSoukZstd.h"

#include <pthread.h>
#include <stdlib.h>
#include <zstd.h>

typedef struct {
    ZSTD_CCtx *compressor;
    ZSTD_DCtx *decompressor;
} contexts;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static int has_key;
static _Thread_local contexts *own;

static void free_contexts(void *pointer) {
    contexts *ended = pointer;
    ZSTD_freeCCtx(ended->compressor);
    ZSTD_freeDCtx(ended->decompressor);
    free(ended);
}

static void make_key(void) { has_key = pthread_key_create(&key, free_contexts) == 0; }

// The key frees the contexts when the thread ends; the thread-local pointer is the quick way to them.
static contexts *thread_contexts(void) {
    if (own) return own;
    pthread_once(&once, make_key);
    if (!has_key) return NULL;
    contexts *made = calloc(1, sizeof *made);
    if (!made) return NULL;
    if (pthread_setspecific(key, made) != 0) {
        free(made);
        return NULL;
    }
    return own = made;
}

size_t souk_zstd_bound(size_t count) { return ZSTD_compressBound(count); }

int64_t souk_zstd_compress(void *target, size_t capacity, const void *source, size_t count, int32_t level) {
    contexts *thread = thread_contexts();
    if (!thread) return -1;
    if (!thread->compressor) thread->compressor = ZSTD_createCCtx();
    if (!thread->compressor) return -1;
    size_t written = ZSTD_compressCCtx(thread->compressor, target, capacity, source, count, level);
    return ZSTD_isError(written) ? -1 : (int64_t)written;
}

int64_t souk_zstd_decompress(void *target, size_t capacity, const void *source, size_t count) {
    contexts *thread = thread_contexts();
    if (!thread) return -1;
    if (!thread->decompressor) thread->decompressor = ZSTD_createDCtx();
    if (!thread->decompressor) return -1;
    size_t written = ZSTD_decompressDCtx(thread->decompressor, target, capacity, source, count);
    return ZSTD_isError(written) ? -1 : (int64_t)written;
}

int64_t souk_zstd_content_size(const void *source, size_t count) {
    unsigned long long size = ZSTD_getFrameContentSize(source, count);
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > INT64_MAX) return -1;
    return (int64_t)size;
}
