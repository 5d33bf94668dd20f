#include "CSoukVectors.h"

#include <math.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// σ(x) for −12 ≤ x ≤ 12, between points by a straight line: off by 5e-7 at most; beyond, σ is that near to 0 or 1.
enum { SIGMOID_POINTS = 4096 };
static const float SIGMOID_END = 12;
static float sigmoid_table[SIGMOID_POINTS + 2];

__attribute__((constructor)) static void fill_sigmoid(void) {
    for (int i = 0; i < SIGMOID_POINTS + 2; i++) {
        const double x = (double)i / SIGMOID_POINTS * 2 * SIGMOID_END - SIGMOID_END;
        sigmoid_table[i] = (float)(1 / (1 + exp(-x)));
    }
}

static inline float sigmoid(float x) {
    if (!(x > -SIGMOID_END)) x = -SIGMOID_END;
    if (x > SIGMOID_END) x = SIGMOID_END;
    const float place = (x + SIGMOID_END) * (SIGMOID_POINTS / (2 * SIGMOID_END));
    const int index = (int)place;
    return sigmoid_table[index] + (place - (float)index) * (sigmoid_table[index + 1] - sigmoid_table[index]);
}

// Every machine has vectors of four floats.
#define NAME(x) x##_4
#define LANES 4
#include "VectorLoops.h"
#undef NAME
#undef LANES

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME(x) x##_8
#define LANES 8
#include "VectorLoops.h"
#undef NAME
#undef LANES
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#define NAME(x) x##_16
#define LANES 16
#include "VectorLoops.h"
#undef NAME
#undef LANES
#pragma clang attribute pop

#define HAS_AVX512                                                                                                     \
    (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
#define HAS_AVX2 (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
#define DISPATCH(call, ...)                                                                                            \
    if (HAS_AVX512) return call##_16(__VA_ARGS__);                                                                     \
    if (HAS_AVX2) return call##_8(__VA_ARGS__);                                                                        \
    return call##_4(__VA_ARGS__)
#else
#define DISPATCH(call, ...) return call##_4(__VA_ARGS__)
#endif

float souk_dot_floats_scalar(const float *a, const float *b, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (double)a[i] * b[i];
    return (float)sum;
}

float souk_dot_floats(const float *a, const float *b, size_t count) { DISPATCH(dot, a, b, count); }

void souk_dot_and_squares(const float *a, const float *b, size_t count, float *sums) {
    DISPATCH(dot_and_squares, a, b, count, sums);
}

void souk_dot_rows(const float *query, const void *rows, size_t count, size_t dimension, float *products) {
    DISPATCH(dot_rows, query, rows, count, dimension, products);
}

// So many bytes of rows of `a` stay in the second cache while all of `b` passes.
enum { MATRIX_BLOCK = 192 << 10 };

static void dot_block(
    const float *a, size_t a_count, const float *b, size_t b_count, size_t dimension, float *products) {
    DISPATCH(dot_matrices, a, a_count, b, b_count, dimension, products);
}

void souk_dot_matrices(
    const float *a, size_t a_count, const float *b, size_t b_count, size_t dimension, float *products) {
    if (dimension == 0) {
        memset(products, 0, a_count * b_count * sizeof(float));
        return;
    }
    const size_t rows = MATRIX_BLOCK / (dimension * sizeof(float));
    const size_t block = rows < 4 ? 4 : rows / 4 * 4;
    for (size_t i = 0; i < a_count; i += block) {
        const size_t count = a_count - i < block ? a_count - i : block;
        dot_block(a + i * dimension, count, b, b_count, dimension, products + i * b_count);
    }
}

void souk_add_scaled(float factor, const float *x, float *y, size_t count) {
    DISPATCH(add_scaled, factor, x, y, count);
}

float souk_skip_gram_step(
    const float *hidden, float *gradient, size_t dimension, float *output, const uint32_t *targets, size_t target_count,
    float rate) {
    DISPATCH(skip_gram_step, hidden, gradient, dimension, output, targets, target_count, rate);
}

// Signed bytes.

void souk_add_scaled_bytes(float factor, const int8_t *x, float *y, size_t count) {
    for (size_t i = 0; i < count; i++) y[i] += factor * (float)x[i];
}

enum { SHORT_ROW = 256 };

int32_t souk_dot_bytes_scalar(const int8_t *a, const int8_t *b, size_t count) {
    int32_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += (int32_t)a[i] * b[i];
    return sum;
}

#if defined(__x86_64__)
// Two products of signed bytes are at most 2 · 128 · 127, which 16 bits hold.
__attribute__((target("avx2"))) static inline __m256i products_32(__m256i a, __m256i b) {
    const __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(a), _mm256_sign_epi8(b, a));
    return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

__attribute__((target("avx2"))) static inline int32_t sum_of_8(__m256i v) {
    __m128i s = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4E));
    s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0xB1));
    return _mm_cvtsi128_si32(s);
}

__attribute__((target("avx2"))) static int32_t dot_bytes_avx2(const int8_t *a, const int8_t *b, size_t count) {
    __m256i s0 = _mm256_setzero_si256(), s1 = s0;
    size_t i = 0;
    for (; i + 64 <= count; i += 64) {
        s0 = _mm256_add_epi32(
            s0, products_32(_mm256_loadu_si256((const void *)(a + i)), _mm256_loadu_si256((const void *)(b + i))));
        s1 = _mm256_add_epi32(
            s1,
            products_32(_mm256_loadu_si256((const void *)(a + i + 32)), _mm256_loadu_si256((const void *)(b + i + 32))));
    }
    for (; i + 32 <= count; i += 32) {
        s0 = _mm256_add_epi32(
            s0, products_32(_mm256_loadu_si256((const void *)(a + i)), _mm256_loadu_si256((const void *)(b + i))));
    }
    return sum_of_8(_mm256_add_epi32(s0, s1)) + souk_dot_bytes_scalar(a + i, b + i, count - i);
}

__attribute__((target("avx2"))) static void dot_byte_rows_avx2(
    const int8_t *query, const int8_t *rows, size_t count, size_t dimension, int32_t *products) {
    size_t row = 0;
    for (; dimension <= SHORT_ROW && row + 4 <= count; row += 4) {
        const int8_t *r = rows + row * dimension;
        __m256i s0 = _mm256_setzero_si256(), s1 = s0, s2 = s0, s3 = s0;
        size_t i = 0;
        for (; i + 32 <= dimension; i += 32) {
            const __m256i q = _mm256_loadu_si256((const void *)(query + i));
            s0 = _mm256_add_epi32(s0, products_32(_mm256_loadu_si256((const void *)(r + i)), q));
            s1 = _mm256_add_epi32(s1, products_32(_mm256_loadu_si256((const void *)(r + dimension + i)), q));
            s2 = _mm256_add_epi32(s2, products_32(_mm256_loadu_si256((const void *)(r + 2 * dimension + i)), q));
            s3 = _mm256_add_epi32(s3, products_32(_mm256_loadu_si256((const void *)(r + 3 * dimension + i)), q));
        }
        const size_t rest = dimension - i;
        products[row] = sum_of_8(s0) + souk_dot_bytes_scalar(r + i, query + i, rest);
        products[row + 1] = sum_of_8(s1) + souk_dot_bytes_scalar(r + dimension + i, query + i, rest);
        products[row + 2] = sum_of_8(s2) + souk_dot_bytes_scalar(r + 2 * dimension + i, query + i, rest);
        products[row + 3] = sum_of_8(s3) + souk_dot_bytes_scalar(r + 3 * dimension + i, query + i, rest);
    }
    for (; row < count; row++) products[row] = dot_bytes_avx2(rows + row * dimension, query, dimension);
}

// The instruction takes an unsigned and a signed byte: 128 is added to the row's bytes, and 128 Σ query taken off.
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) static void dot_byte_rows_vnni(
    const int8_t *query, const int8_t *rows, size_t count, size_t dimension, int32_t *products) {
    const __m512i flip = _mm512_set1_epi8((char)0x80);
    int32_t excess = 0;
    for (size_t i = 0; i < dimension; i++) excess += query[i];
    excess *= 128;
    const size_t full = dimension / 64 * 64;
    const __mmask64 tail = dimension > full ? ~0ull >> (64 - (dimension - full)) : 0;
    const __m512i last_query = _mm512_maskz_loadu_epi8(tail, query + full);
    size_t row = 0;
    // Short rows lie side by side, so that four of them are one stream of memory; long ones are read one after the other.
    for (; dimension <= SHORT_ROW && row + 4 <= count; row += 4) {
        const int8_t *r = rows + row * dimension;
        __m512i s0 = _mm512_setzero_si512(), s1 = s0, s2 = s0, s3 = s0;
        for (size_t i = 0; i < full; i += 64) {
            const __m512i q = _mm512_loadu_si512(query + i);
            s0 = _mm512_dpbusd_epi32(s0, _mm512_xor_si512(_mm512_loadu_si512(r + i), flip), q);
            s1 = _mm512_dpbusd_epi32(s1, _mm512_xor_si512(_mm512_loadu_si512(r + dimension + i), flip), q);
            s2 = _mm512_dpbusd_epi32(s2, _mm512_xor_si512(_mm512_loadu_si512(r + 2 * dimension + i), flip), q);
            s3 = _mm512_dpbusd_epi32(s3, _mm512_xor_si512(_mm512_loadu_si512(r + 3 * dimension + i), flip), q);
        }
        if (tail) {
            const int8_t *t = r + full;
            s0 = _mm512_dpbusd_epi32(s0, _mm512_xor_si512(_mm512_maskz_loadu_epi8(tail, t), flip), last_query);
            s1 = _mm512_dpbusd_epi32(
                s1, _mm512_xor_si512(_mm512_maskz_loadu_epi8(tail, t + dimension), flip), last_query);
            s2 = _mm512_dpbusd_epi32(
                s2, _mm512_xor_si512(_mm512_maskz_loadu_epi8(tail, t + 2 * dimension), flip), last_query);
            s3 = _mm512_dpbusd_epi32(
                s3, _mm512_xor_si512(_mm512_maskz_loadu_epi8(tail, t + 3 * dimension), flip), last_query);
        }
        products[row] = _mm512_reduce_add_epi32(s0) - excess;
        products[row + 1] = _mm512_reduce_add_epi32(s1) - excess;
        products[row + 2] = _mm512_reduce_add_epi32(s2) - excess;
        products[row + 3] = _mm512_reduce_add_epi32(s3) - excess;
    }
    for (; row < count; row++) {
        const int8_t *r = rows + row * dimension;
        __m512i s0 = _mm512_setzero_si512(), s1 = s0;
        size_t i = 0;
        for (; i + 128 <= full; i += 128) {
            s0 = _mm512_dpbusd_epi32(
                s0, _mm512_xor_si512(_mm512_loadu_si512(r + i), flip), _mm512_loadu_si512(query + i));
            s1 = _mm512_dpbusd_epi32(
                s1, _mm512_xor_si512(_mm512_loadu_si512(r + i + 64), flip), _mm512_loadu_si512(query + i + 64));
        }
        if (i < full) {
            s0 = _mm512_dpbusd_epi32(
                s0, _mm512_xor_si512(_mm512_loadu_si512(r + i), flip), _mm512_loadu_si512(query + i));
        }
        if (tail) {
            s1 = _mm512_dpbusd_epi32(
                s1, _mm512_xor_si512(_mm512_maskz_loadu_epi8(tail, r + full), flip), last_query);
        }
        products[row] = _mm512_reduce_add_epi32(_mm512_add_epi32(s0, s1)) - excess;
    }
}
#endif

int32_t souk_dot_bytes(const int8_t *a, const int8_t *b, size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return dot_bytes_avx2(a, b, count);
#endif
    return souk_dot_bytes_scalar(a, b, count);
}

void souk_dot_byte_rows(const int8_t *query, const int8_t *rows, size_t count, size_t dimension, int32_t *products) {
#if defined(__x86_64__)
    if (HAS_AVX512 && __builtin_cpu_supports("avx512vnni")) {
        dot_byte_rows_vnni(query, rows, count, dimension, products);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        dot_byte_rows_avx2(query, rows, count, dimension, products);
        return;
    }
#endif
    for (size_t row = 0; row < count; row++)
        products[row] = souk_dot_bytes_scalar(rows + row * dimension, query, dimension);
}

// Written one after the other and kept where they count: no branch depends on a product.

size_t souk_select_floats(
    const float *products, const float *factors, size_t count, float least, uint32_t *places) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        places[found] = (uint32_t)i;
        found += products[i] * factors[i] >= least;
    }
    return found;
}

size_t souk_select_bytes(
    const int32_t *products, const float *scales, const float *errors, size_t count, float scale, float spread,
    float excess, float least, float *bounds, uint32_t *places) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        const float bound = (float)products[i] * scale * scales[i] + (spread * errors[i] + excess);
        places[found] = (uint32_t)i;
        bounds[found] = bound;
        found += bound >= least;
    }
    return found;
}
