// zlib's file reading: plain and gzip files alike, several members one after another.
#ifndef CSOUK_GZIP_H
#define CSOUK_GZIP_H

#include <stdint.h>

typedef struct souk_gzip souk_gzip;

/// Opens a file, or standard input for "-". NULL when it cannot be opened; `errno` says why.
souk_gzip *souk_gzip_open(const char *path);

/// Bytes read, 0 at the end, negative on damage or failure.
int32_t souk_gzip_read(souk_gzip *file, void *target, uint32_t capacity);

/// Bytes of the file itself that were read, compressed or not.
int64_t souk_gzip_offset(souk_gzip *file);

/// Why the last read failed.
const char *souk_gzip_error(souk_gzip *file);

void souk_gzip_close(souk_gzip *file);

#endif
