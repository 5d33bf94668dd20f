// zstd (Debian libzstd-dev) with one context for each thread, so that a call allocates nothing.
#ifndef CSOUK_ZSTD_H
#define CSOUK_ZSTD_H

#include <stddef.h>
#include <stdint.h>

/// Largest size that `count` bytes can take when compressed.
size_t souk_zstd_bound(size_t count);

/// Bytes written to `target`, or a negative number on failure.
int64_t souk_zstd_compress(void *target, size_t capacity, const void *source, size_t count, int32_t level);
int64_t souk_zstd_decompress(void *target, size_t capacity, const void *source, size_t count);

/// Size of the frame's content as its header states it; negative when it states none or is damaged.
int64_t souk_zstd_content_size(const void *source, size_t count);

#endif
