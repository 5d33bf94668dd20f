#include "CSoukKernels.h"

#include <float.h>
#include <string.h>

// Vector extensions rather than intrinsics: the same source gives SSE2 and NEON.
typedef uint32_t vec __attribute__((vector_size(16), aligned(4)));

// Value i lies in lane i % 4 of row i / 4, so that a row holds four neighbours and their running sum stays in one
// register. Lemire & Boytsov, "Decoding billions of integers per second through vectorization", 2015 (SIMD-BP128, D1).
__attribute__((always_inline)) static inline uint32_t unpack_width(
    const uint8_t *packed, const unsigned width, uint32_t base, uint32_t *documents) {
    const uint32_t mask = width == 32 ? 0xFFFFFFFFu : (1u << width) - 1;
    vec sum = {base, base, base, base};
    vec word = {0, 0, 0, 0};
#pragma clang loop unroll(full)
    for (unsigned row = 0; row < 32; row++) {
        vec gap = {0, 0, 0, 0};
        if (width > 0) {
            const unsigned bit = row * width, shift = bit % 32;
            if (shift == 0) memcpy(&word, packed + bit / 32 * 16, 16);
            gap = word >> shift;
            if (shift + width > 32) {
                memcpy(&word, packed + (bit / 32 + 1) * 16, 16);
                gap |= word << (32 - shift);
            }
            gap &= mask;
        }
        vec step = gap + 1;
        const vec zero = {0, 0, 0, 0};
        step += __builtin_shufflevector(zero, step, 0, 4, 5, 6);
        step += __builtin_shufflevector(zero, step, 0, 1, 4, 5);
        sum = __builtin_shufflevector(sum, sum, 3, 3, 3, 3) + step;
        memcpy(documents + row * 4, &sum, 16);
    }
    return documents[127];
}

uint32_t souk_unpack_documents(const void *packed, unsigned width, uint32_t base, uint32_t *documents) {
#define WIDTH(n) case n: return unpack_width(packed, n, base, documents);
    switch (width) {
        WIDTH(0) WIDTH(1) WIDTH(2) WIDTH(3) WIDTH(4) WIDTH(5) WIDTH(6) WIDTH(7) WIDTH(8) WIDTH(9) WIDTH(10)
        WIDTH(11) WIDTH(12) WIDTH(13) WIDTH(14) WIDTH(15) WIDTH(16) WIDTH(17) WIDTH(18) WIDTH(19) WIDTH(20)
        WIDTH(21) WIDTH(22) WIDTH(23) WIDTH(24) WIDTH(25) WIDTH(26) WIDTH(27) WIDTH(28) WIDTH(29) WIDTH(30)
        WIDTH(31) default: return unpack_width(packed, 32, base, documents);
    }
#undef WIDTH
}

void souk_unpack_bits(const void *packed, size_t byte_count, unsigned width, size_t count, uint32_t *values) {
    const uint8_t *bytes = packed;
    const uint64_t mask = width == 0 ? 0 : ~0ull >> (64 - width);
    size_t bit = 0;
    for (size_t index = 0; index < count; index++, bit += width) {
        const size_t start = bit / 8;
        uint64_t word = 0;
        // A number of 32 bits begins in one of 8 places of a byte: 5 bytes hold it.
        if (start + 8 <= byte_count) {
            memcpy(&word, bytes + start, 8);
        } else if (start < byte_count) {
            memcpy(&word, bytes + start, byte_count - start);
        }
        values[index] = (uint32_t)(word >> (bit % 8) & mask);
    }
}

// A strong posting may be worth less than an ordinary one under other weights: then nothing is beyond the ordinary.
static inline float beyond(float score, float less) { return score > less ? score - less : 0; }

// Frequency and norm may both be 0: 0 / 0 must not spoil a sum.
static inline float unit(float frequency, float norm) { return frequency / (frequency + norm + FLT_MIN); }

void souk_fill_units(const float *frequencies, size_t count, float norm, float *units) {
    for (size_t index = 0; index < count; index++) units[index] = unit(frequencies[index], norm);
}

void souk_accumulate_units(
    const uint32_t *documents, const uint8_t *codes, size_t count, uint32_t base, const float *units, float weight,
    float less, float *sums) {
    for (size_t index = 0; index < count; index++) sums[documents[index] - base] += beyond(weight * units[codes[index]], less);
}

void souk_accumulate_norms(
    const uint32_t *documents, const uint8_t *codes, size_t count, uint32_t base, const float *norms,
    const float *frequencies, float weight, float less, float *sums) {
    for (size_t index = 0; index < count; index++) {
        const uint32_t place = documents[index] - base;
        sums[place] += beyond(weight * unit(frequencies[codes[index]], norms[place]), less);
    }
}
