#include "CSoukGzip.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct souk_gzip {
    z_stream stream;
    int atBoundary;
};

// The window of 32 KB that RFC 1952 allows, and gzip wrapping only.
static const int gzipWindowBits = 15 + 16;

souk_gzip *souk_gzip_open(void) {
    souk_gzip *handle = calloc(1, sizeof *handle);
    if (handle == NULL) return NULL;
    handle->atBoundary = 1;
    if (inflateInit2(&handle->stream, gzipWindowBits) != Z_OK) {
        free(handle);
        return NULL;
    }
    return handle;
}

void souk_gzip_close(souk_gzip *handle) {
    if (handle == NULL) return;
    inflateEnd(&handle->stream);
    free(handle);
}

souk_gzip_step souk_gzip_inflate(
    souk_gzip *handle, const uint8_t *input, size_t inputCount, uint8_t *output, size_t outputCount) {
    souk_gzip_step step = {0, 0, SOUK_GZIP_OK, handle->atBoundary};
    while (step.error == SOUK_GZIP_OK) {
        if (handle->atBoundary) {
            while (step.consumed < inputCount && input[step.consumed] == 0) step.consumed++;
        }
        const size_t inputLeft = inputCount - step.consumed, outputLeft = outputCount - step.produced;
        if (outputLeft == 0 || (inputLeft == 0 && handle->atBoundary)) break;
        const uInt inputPart = inputLeft > INT_MAX ? INT_MAX : (uInt)inputLeft;
        const uInt outputPart = outputLeft > INT_MAX ? INT_MAX : (uInt)outputLeft;
        handle->stream.next_in = (z_const Bytef *)(input + step.consumed);
        handle->stream.avail_in = inputPart;
        handle->stream.next_out = output + step.produced;
        handle->stream.avail_out = outputPart;
        handle->atBoundary = 0;
        const int code = inflate(&handle->stream, Z_NO_FLUSH);
        step.consumed += inputPart - handle->stream.avail_in;
        step.produced += outputPart - handle->stream.avail_out;
        if (code == Z_STREAM_END) {
            handle->atBoundary = 1;
            if (inflateReset(&handle->stream) != Z_OK) step.error = SOUK_GZIP_DAMAGED;
        } else if (code == Z_MEM_ERROR) {
            step.error = SOUK_GZIP_OUT_OF_MEMORY;
        } else if (code == Z_BUF_ERROR) {
            break;
        } else if (code != Z_OK) {
            step.error = SOUK_GZIP_DAMAGED;
        }
    }
    step.atBoundary = handle->atBoundary;
    return step;
}
