#include "CSoukCandidates.h"
#include "Lanes.h"

#include <string.h>

// Sums in a cache line, and candidates in a vector.
enum { LINE = 16 };

uint64_t souk_named_lanes[256];

__attribute__((constructor)) static void name_lanes(void) {
    for (unsigned mask = 0; mask < 256; mask++) {
        unsigned shift = 0;
        for (unsigned lane = 0; lane < 8; lane++) {
            if ((mask >> lane & 1) == 0) continue;
            souk_named_lanes[mask] |= (uint64_t)lane << shift;
            shift += 8;
        }
    }
}

#if defined(__x86_64__)
#define AVX512 __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq")))

static int has_avx512(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq");
}

// Those of 16 candidates that a mask names. Compressed in a register and written whole: compressing stores are slow on some
// machines.
AVX512 static inline size_t keep_16(
    __mmask16 mask, __m512i numbers, __m512 values, uint32_t *documents, float *bounds) {
    _mm512_storeu_si512(documents, _mm512_maskz_compress_epi32(mask, numbers));
    _mm512_storeu_ps(bounds, _mm512_maskz_compress_ps(mask, values));
    return (size_t)__builtin_popcount(mask);
}

static inline __mmask16 first_lanes(size_t count) { return (__mmask16)(count >= 16 ? 0xFFFF : (1u << count) - 1); }

AVX512 static size_t collect_above_avx512(
    const float *sums, size_t count, uint32_t base, float needed, uint32_t *documents, float *bounds) {
    const __m512 limit = _mm512_set1_ps(needed);
    __m512i place = _mm512_add_epi32(
        _mm512_set1_epi32((int)base),
        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    const __m512i step = _mm512_set1_epi32(16);
    size_t found = 0;
    for (size_t index = 0; index < count; index += 16, place = _mm512_add_epi32(place, step)) {
        const __mmask16 lanes = first_lanes(count - index);
        const __m512 values = _mm512_maskz_loadu_ps(lanes, sums + index);
        const __mmask16 above = _mm512_mask_cmp_ps_mask(lanes, values, limit, _CMP_GE_OQ);
        if (above != 0) found += keep_16(above, place, values, documents + found, bounds + found);
    }
    return found;
}

AVX512 static size_t collect_marked_avx512(
    float *sums, uint64_t *lines, size_t word_count, uint32_t base, float needed, uint32_t *documents,
    float *bounds) {
    const __m512 limit = _mm512_set1_ps(needed);
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    size_t found = 0;
    for (size_t word = 0; word < word_count; word++) {
        for (uint64_t rest = lines[word]; rest != 0; rest &= rest - 1) {
            const uint32_t place = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(rest)) * LINE;
            const __m512 values = _mm512_loadu_ps(sums + place);
            _mm512_storeu_ps(sums + place, _mm512_setzero_ps());
            const __mmask16 above = _mm512_cmp_ps_mask(values, limit, _CMP_GE_OQ);
            const __m512i numbers = _mm512_add_epi32(_mm512_set1_epi32((int)(base + place)), lanes);
            found += keep_16(above, numbers, values, documents + found, bounds + found);
        }
        lines[word] = 0;
    }
    return found;
}

AVX512 static size_t drop_absent_avx512(
    const uint64_t *words, float less, float limit, uint32_t *documents, float *bounds, size_t count) {
    const __m512 taken = _mm512_set1_ps(less), least = _mm512_set1_ps(limit);
    const __m512i one = _mm512_set1_epi32(1), low = _mm512_set1_epi32(31);
    size_t kept = 0;
    for (size_t index = 0; index < count; index += 16) {
        const __mmask16 lanes = first_lanes(count - index);
        const __m512i numbers = _mm512_maskz_loadu_epi32(lanes, documents + index);
        // Halves of words, as 32-bit places: little-endian.
        const __m512i halves = _mm512_mask_i32gather_epi32(
            _mm512_setzero_si512(), lanes, _mm512_srli_epi32(numbers, 5), words, 4);
        const __mmask16 held = _mm512_test_epi32_mask(
            _mm512_srlv_epi32(halves, _mm512_and_si512(numbers, low)), one);
        __m512 values = _mm512_maskz_loadu_ps(lanes, bounds + index);
        values = _mm512_mask_sub_ps(values, (__mmask16)~held, values, taken);
        const __mmask16 above = _mm512_mask_cmp_ps_mask(lanes, values, least, _CMP_GE_OQ);
        kept += keep_16(above, numbers, values, documents + kept, bounds + kept);
    }
    return kept;
}

// Those of 8 candidates that a mask names, without a branch: how many there are is not to be foreseen.
AVX2 static inline size_t keep_8(
    uint32_t mask, __m256i numbers, __m256 values, uint32_t *documents, float *bounds) {
    const __m256i order = front_lanes(mask);
    _mm256_storeu_si256((__m256i *)documents, _mm256_permutevar8x32_epi32(numbers, order));
    _mm256_storeu_ps(bounds, _mm256_permutevar8x32_ps(values, order));
    return (size_t)__builtin_popcount(mask);
}

AVX2 static inline size_t keep_above_8(
    const float *sums, __m256i numbers, __m256 limit, uint32_t *documents, float *bounds) {
    const __m256 values = _mm256_loadu_ps(sums);
    const uint32_t above = (uint32_t)_mm256_movemask_ps(_mm256_cmp_ps(values, limit, _CMP_GE_OQ));
    return keep_8(above, numbers, values, documents, bounds);
}

AVX2 static inline __m256i numbers_from(uint32_t first) {
    return _mm256_add_epi32(_mm256_set1_epi32((int)first), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

AVX2 static size_t collect_above_avx2(
    const float *sums, size_t count, uint32_t base, float needed, uint32_t *documents, float *bounds) {
    const __m256 limit = _mm256_set1_ps(needed);
    size_t found = 0, index = 0;
    for (; index + LINE <= count; index += LINE) {
        const __m256 low = _mm256_cmp_ps(_mm256_loadu_ps(sums + index), limit, _CMP_GE_OQ);
        const __m256 high = _mm256_cmp_ps(_mm256_loadu_ps(sums + index + 8), limit, _CMP_GE_OQ);
        // Most lines hold none.
        if (_mm256_movemask_ps(_mm256_or_ps(low, high)) == 0) continue;
        for (uint32_t half = 0; half < LINE; half += 8) {
            const uint32_t place = (uint32_t)index + half;
            found += keep_above_8(sums + place, numbers_from(base + place), limit, documents + found, bounds + found);
        }
    }
    for (; index < count; index++) {
        documents[found] = base + (uint32_t)index;
        bounds[found] = sums[index];
        found += sums[index] >= needed;
    }
    return found;
}

AVX2 static size_t collect_marked_avx2(
    float *sums, uint64_t *lines, size_t word_count, uint32_t base, float needed, uint32_t *documents,
    float *bounds) {
    const __m256 limit = _mm256_set1_ps(needed), zero = _mm256_setzero_ps();
    size_t found = 0;
    for (size_t word = 0; word < word_count; word++) {
        for (uint64_t rest = lines[word]; rest != 0; rest &= rest - 1) {
            const uint32_t line = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(rest)) * LINE;
            for (uint32_t place = line; place < line + LINE; place += 8) {
                found += keep_above_8(
                    sums + place, numbers_from(base + place), limit, documents + found, bounds + found);
                _mm256_storeu_ps(sums + place, zero);
            }
        }
        lines[word] = 0;
    }
    return found;
}

AVX2 static size_t drop_absent_avx2(
    const uint64_t *words, float less, float limit, uint32_t *documents, float *bounds, size_t count) {
    const __m256 taken = _mm256_set1_ps(less), least = _mm256_set1_ps(limit);
    const __m256i low = _mm256_set1_epi32(31);
    size_t kept = 0;
    for (size_t index = 0; index < count; index += 8) {
        const uint32_t lanes = count - index >= 8 ? 255 : (1u << (count - index)) - 1;
        const __m256i wanted = _mm256_cmpgt_epi32(
            _mm256_set1_epi32((int)(count - index)), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
        const __m256i numbers = _mm256_loadu_si256((const __m256i *)(documents + index));
        // Halves of words, as 32-bit places: little-endian. The document's bit becomes the sign.
        const __m256i halves = _mm256_mask_i32gather_epi32(
            _mm256_setzero_si256(), (const int *)words, _mm256_srli_epi32(numbers, 5), wanted, 4);
        const __m256i signs = _mm256_sllv_epi32(halves, _mm256_sub_epi32(low, _mm256_and_si256(numbers, low)));
        const __m256 values = _mm256_loadu_ps(bounds + index);
        const __m256 lowered = _mm256_sub_ps(values, taken);
        const __m256 rest = _mm256_blendv_ps(lowered, values, _mm256_castsi256_ps(signs));
        const uint32_t above = (uint32_t)_mm256_movemask_ps(_mm256_cmp_ps(rest, least, _CMP_GE_OQ)) & lanes;
        kept += keep_8(above, numbers, rest, documents + kept, bounds + kept);
    }
    return kept;
}
#endif

// Most lines hold no sum that is high enough: the compiler makes one comparison of vectors of it.
static inline size_t collect_line(
    const float *sums, uint32_t base, float needed, uint32_t *documents, float *bounds) {
    int above = 0;
    for (unsigned lane = 0; lane < LINE; lane++) above |= sums[lane] >= needed;
    if (!above) return 0;
    size_t found = 0;
    for (unsigned lane = 0; lane < LINE; lane++) {
        documents[found] = base + lane;
        bounds[found] = sums[lane];
        found += sums[lane] >= needed;
    }
    return found;
}

size_t souk_collect_above_scalar(
    const float *sums, size_t count, uint32_t base, float needed, uint32_t *documents, float *bounds) {
    size_t found = 0, index = 0;
    for (; index + LINE <= count; index += LINE) {
        found += collect_line(sums + index, base + (uint32_t)index, needed, documents + found, bounds + found);
    }
    for (; index < count; index++) {
        documents[found] = base + (uint32_t)index;
        bounds[found] = sums[index];
        found += sums[index] >= needed;
    }
    return found;
}

size_t souk_collect_above(
    const float *sums, size_t count, uint32_t base, float needed, uint32_t *documents, float *bounds) {
#if defined(__x86_64__)
    if (has_avx512()) return collect_above_avx512(sums, count, base, needed, documents, bounds);
    if (has_avx2()) return collect_above_avx2(sums, count, base, needed, documents, bounds);
#endif
    return souk_collect_above_scalar(sums, count, base, needed, documents, bounds);
}

void souk_mark_lines(const uint32_t *documents, size_t count, uint32_t base, uint64_t *lines) {
    for (size_t index = 0; index < count; index++) {
        const uint32_t place = documents[index] - base;
        lines[place >> 10] |= 1ull << (place >> 4 & 63);
    }
}

size_t souk_collect_marked_scalar(
    float *sums, uint64_t *lines, size_t word_count, uint32_t base, float needed, uint32_t *documents,
    float *bounds) {
    size_t found = 0;
    for (size_t word = 0; word < word_count; word++) {
        for (uint64_t rest = lines[word]; rest != 0; rest &= rest - 1) {
            const uint32_t place = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(rest)) * LINE;
            found += collect_line(sums + place, base + place, needed, documents + found, bounds + found);
            memset(sums + place, 0, LINE * sizeof *sums);
        }
        lines[word] = 0;
    }
    return found;
}

size_t souk_collect_marked(
    float *sums, uint64_t *lines, size_t word_count, uint32_t base, float needed, uint32_t *documents,
    float *bounds) {
#if defined(__x86_64__)
    if (has_avx512()) return collect_marked_avx512(sums, lines, word_count, base, needed, documents, bounds);
    if (has_avx2()) return collect_marked_avx2(sums, lines, word_count, base, needed, documents, bounds);
#endif
    return souk_collect_marked_scalar(sums, lines, word_count, base, needed, documents, bounds);
}

size_t souk_drop_absent_scalar(
    const uint64_t *words, float less, float limit, uint32_t *documents, float *bounds, size_t count) {
    size_t kept = 0;
    for (size_t index = 0; index < count; index++) {
        const uint32_t document = documents[index];
        const float bound = bounds[index] - (words[document >> 6] >> (document & 63) & 1 ? 0 : less);
        documents[kept] = document;
        bounds[kept] = bound;
        kept += bound >= limit;
    }
    return kept;
}

size_t souk_drop_absent(
    const uint64_t *words, float less, float limit, uint32_t *documents, float *bounds, size_t count) {
#if defined(__x86_64__)
    if (has_avx512()) return drop_absent_avx512(words, less, limit, documents, bounds, count);
    if (has_avx2()) return drop_absent_avx2(words, less, limit, documents, bounds, count);
#endif
    return souk_drop_absent_scalar(words, less, limit, documents, bounds, count);
}
