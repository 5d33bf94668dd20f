// Streaming decompression of gzip data of one or several members, over zlib.

#ifndef SOUK_GZIP_H
#define SOUK_GZIP_H

#include <stddef.h>
#include <stdint.h>

enum {
    SOUK_GZIP_OK = 0,
    SOUK_GZIP_DAMAGED = 1,        // bad header, bad data or bad checksum
    SOUK_GZIP_OUT_OF_MEMORY = 2,
};

typedef struct {
    size_t consumed;   // bytes of the input used
    size_t produced;   // bytes of the output filled
    int32_t error;
    // 1: all input so far is a whole number of members; an input that ends otherwise is truncated.
    int32_t atBoundary;
} souk_gzip_step;

typedef struct souk_gzip souk_gzip;

// Returns NULL when memory is exhausted. One thread at a time.
souk_gzip *souk_gzip_open(void);
void souk_gzip_close(souk_gzip *stream);

// Decompresses until the input is used up or the output is full. Zero bytes after a member are padding.
souk_gzip_step souk_gzip_inflate(
    souk_gzip *stream, const uint8_t *input, size_t inputCount, uint8_t *output, size_t outputCount);

#endif
