#include "CSoukGzip.h"

#include <string.h>
#include <unistd.h>
#include <zlib.h>

souk_gzip *souk_gzip_open(const char *path) {
    gzFile file = strcmp(path, "-") == 0 ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(path, "rb");
    if (file) gzbuffer(file, 1 << 17);
    return (souk_gzip *)file;
}

int32_t souk_gzip_read(souk_gzip *file, void *target, uint32_t capacity) {
    int count = gzread((gzFile)file, target, capacity);
    int status = Z_OK;
    gzerror((gzFile)file, &status);
    // A file that ends inside its compressed data reads as an early end: zlib says so only here.
    if (count >= 0 && status != Z_OK && status != Z_STREAM_END) return -1;
    return count;
}

int64_t souk_gzip_offset(souk_gzip *file) { return gzoffset((gzFile)file); }

const char *souk_gzip_error(souk_gzip *file) {
    int status;
    return gzerror((gzFile)file, &status);
}

void souk_gzip_close(souk_gzip *file) { gzclose((gzFile)file); }
