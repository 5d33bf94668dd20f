// The few loops that want vector or special instructions, each with a scalar twin and run-time dispatch.
#ifndef CSOUK_KERNELS_H
#define CSOUK_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli) of `count` bytes, continued from `seed` (0 to begin).
uint32_t souk_crc32c(uint32_t seed, const void *bytes, size_t count);

/// The same by table, for machines without the instruction; exposed so that a test holds the two together.
uint32_t souk_crc32c_scalar(uint32_t seed, const void *bytes, size_t count);

#endif
