#ifndef CSOUK_BYTE_PATTERNS_H
#define CSOUK_BYTE_PATTERNS_H

#include <stddef.h>
#include <stdint.h>

/// Eight groups of sequences of three bytes. For each of the three bytes, by its lower and then by its upper four bits, the
/// groups that have a sequence with such a byte there, a bit each.
typedef struct {
    uint8_t groups[3][2][16];
} souk_byte_patterns;

/// The first 64 of `count` bytes at which a sequence begins, a bit each: all of those, and by chance others whose bytes agree in
/// part with several sequences of a group. Behind the last byte stand zeros.
///
/// The method is "Teddy", of Hyperscan (Wang et al., NSDI 2019).
uint64_t souk_match_bytes(const souk_byte_patterns *patterns, const uint8_t *bytes, size_t count);
uint64_t souk_match_bytes_scalar(const souk_byte_patterns *patterns, const uint8_t *bytes, size_t count);

#endif
