#include "CSoukZstd.h"

#include <zstd.h>

static _Thread_local ZSTD_CCtx *compressor;
static _Thread_local ZSTD_DCtx *decompressor;

size_t souk_zstd_bound(size_t count) { return ZSTD_compressBound(count); }

int64_t souk_zstd_compress(void *target, size_t capacity, const void *source, size_t count, int32_t level) {
    if (!compressor) compressor = ZSTD_createCCtx();
    if (!compressor) return -1;
    size_t written = ZSTD_compressCCtx(compressor, target, capacity, source, count, level);
    return ZSTD_isError(written) ? -1 : (int64_t)written;
}

int64_t souk_zstd_decompress(void *target, size_t capacity, const void *source, size_t count) {
    if (!decompressor) decompressor = ZSTD_createDCtx();
    if (!decompressor) return -1;
    size_t written = ZSTD_decompressDCtx(decompressor, target, capacity, source, count);
    return ZSTD_isError(written) ? -1 : (int64_t)written;
}

int64_t souk_zstd_content_size(const void *source, size_t count) {
    unsigned long long size = ZSTD_getFrameContentSize(source, count);
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > INT64_MAX) return -1;
    return (int64_t)size;
}
