// Which lanes a mask of 8 names: what AVX-512 does by an instruction, by a table.
#ifndef LANES_H
#define LANES_H

#include <stdint.h>

/// For every mask of 8 lanes those that it names, a byte each, in their order; the rest 0.
extern uint64_t souk_named_lanes[256];

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2,popcnt")))

static inline int has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"); }

/// The lanes that a mask names, moved to the front.
AVX2 static inline __m256i front_lanes(uint32_t mask) {
    return _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(souk_named_lanes + mask)));
}
#endif

#endif
