#include "CSoukKernels.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

__attribute__((always_inline)) static inline void select_range(
    const char *bytes, size_t count, double lower, double upper, uint64_t *words) {
    for (size_t start = 0; start < count; start += 64) {
        const size_t size = count - start < 64 ? count - start : 64;
        uint64_t word = 0;
        for (size_t index = 0; index < size; index++) {
            double value;
            memcpy(&value, bytes + (start + index) * 8, 8);
            word |= (uint64_t)((value >= lower) & (value <= upper)) << index;
        }
        words[start / 64] = word;
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void select_range_avx2(
    const char *bytes, size_t count, double lower, double upper, uint64_t *words) {
    select_range(bytes, count, lower, upper, words);
}
#endif

void souk_select_range(const void *values, size_t count, double lower, double upper, uint64_t *words) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        select_range_avx2(values, count, lower, upper, words);
        return;
    }
#endif
    select_range(values, count, lower, upper, words);
}

void souk_select_codes_scalar(
    const uint8_t *codes, size_t count, uint8_t low, uint8_t high, uint64_t *words) {
    const uint8_t span = (uint8_t)(high - low);
    for (size_t start = 0; start < count; start += 64) {
        const size_t size = count - start < 64 ? count - start : 64;
        uint64_t word = 0;
        for (size_t index = 0; index < size; index++) {
            word |= (uint64_t)((uint8_t)(codes[start + index] - low) <= span) << index;
        }
        words[start / 64] = word;
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static inline uint32_t select_32(const uint8_t *codes, __m256i low, __m256i span) {
    const __m256i above = _mm256_sub_epi8(_mm256_loadu_si256((const __m256i *)codes), low);
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(above, span), above));
}

__attribute__((target("avx2"))) static void select_codes_avx2(
    const uint8_t *codes, size_t count, uint8_t low, uint8_t high, uint64_t *words) {
    const __m256i lows = _mm256_set1_epi8((char)low);
    const __m256i span = _mm256_set1_epi8((char)(high - low));
    size_t start = 0;
    for (; start + 64 <= count; start += 64) {
        const uint64_t upper = select_32(codes + start + 32, lows, span);
        words[start / 64] = upper << 32 | select_32(codes + start, lows, span);
    }
    if (start < count) souk_select_codes_scalar(codes + start, count - start, low, high, words + start / 64);
}
#endif

void souk_select_codes(const uint8_t *codes, size_t count, uint8_t low, uint8_t high, uint64_t *words) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        select_codes_avx2(codes, count, low, high, words);
        return;
    }
#endif
    souk_select_codes_scalar(codes, count, low, high, words);
}

void souk_count_codes(const uint64_t *words, size_t word_count, const uint16_t *codes, uint32_t *counters) {
    for (size_t index = 0; index < word_count; index++, codes += 64) {
        uint64_t rest = words[index];
        const int size = __builtin_popcountll(rest);
        // A fixed number of steps is foretold better than the last bit.
        for (int step = 0; step < size; step++, rest &= rest - 1) counters[codes[__builtin_ctzll(rest)]]++;
    }
}

void souk_set_bits(const uint32_t *documents, size_t count, uint64_t *words) {
    for (size_t index = 0; index < count; index++) words[documents[index] >> 6] |= 1ull << (documents[index] & 63);
}

size_t souk_keep_members(const uint64_t *words, uint32_t *documents, size_t count) {
    size_t kept = 0;
    for (size_t index = 0; index < count; index++) {
        const uint32_t document = documents[index];
        documents[kept] = document;
        kept += words[document >> 6] >> (document & 63) & 1;
    }
    return kept;
}

// Combined in chunks that stay in the first cache, then counted.
enum { CHUNK = 512 };

__attribute__((always_inline)) static inline size_t count_words(const uint64_t *words, size_t count) {
    size_t sum = 0;
    for (size_t index = 0; index < count; index++) sum += (size_t)__builtin_popcountll(words[index]);
    return sum;
}

__attribute__((always_inline)) static inline size_t count_combined(
    const uint64_t *const *sets, size_t set_count, int is_union, const uint64_t *allowed, size_t word_count) {
    uint64_t chunk[CHUNK];
    size_t sum = 0;
    for (size_t start = 0; start < word_count; start += CHUNK) {
        const size_t size = word_count - start < CHUNK ? word_count - start : CHUNK;
        for (size_t index = 0; index < size; index++) chunk[index] = sets[0][start + index];
        for (size_t set = 1; set < set_count; set++) {
            const uint64_t *words = sets[set] + start;
            if (is_union) {
                for (size_t index = 0; index < size; index++) chunk[index] |= words[index];
            } else {
                for (size_t index = 0; index < size; index++) chunk[index] &= words[index];
            }
        }
        if (allowed != 0) {
            for (size_t index = 0; index < size; index++) chunk[index] &= allowed[start + index];
        }
        sum += count_words(chunk, size);
    }
    return sum;
}

#if defined(__x86_64__)
__attribute__((target("avx2,popcnt"))) static size_t count_combined_avx2(
    const uint64_t *const *sets, size_t set_count, int is_union, const uint64_t *allowed, size_t word_count) {
    return count_combined(sets, set_count, is_union, allowed, word_count);
}
#endif

size_t souk_count_combined(
    const uint64_t *const *sets, size_t set_count, int is_union, const uint64_t *allowed, size_t word_count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) {
        return count_combined_avx2(sets, set_count, is_union, allowed, word_count);
    }
#endif
    return count_combined(sets, set_count, is_union, allowed, word_count);
}

__attribute__((always_inline)) static inline size_t count_both(const uint64_t *a, const uint64_t *b, size_t count) {
    size_t sum = 0;
    for (size_t index = 0; index < count; index++) sum += (size_t)__builtin_popcountll(a[index] & b[index]);
    return sum;
}

size_t souk_count_both_scalar(const uint64_t *a, const uint64_t *b, size_t count) { return count_both(a, b, count); }

__attribute__((always_inline)) static inline size_t intersect(
    const uint64_t *a, const uint64_t *b, size_t count, uint64_t *result) {
    size_t sum = 0;
    for (size_t index = 0; index < count; index++) {
        result[index] = a[index] & b[index];
        sum += (size_t)__builtin_popcountll(result[index]);
    }
    return sum;
}

size_t souk_intersect_scalar(const uint64_t *a, const uint64_t *b, size_t count, uint64_t *result) {
    return intersect(a, b, count, result);
}

#if defined(__x86_64__)
// The bits of every byte: a table of 16 entries, looked up for both halves.
__attribute__((target("avx2"))) static inline __m256i count_bytes(__m256i words) {
    const __m256i table = _mm256_setr_epi8(
        0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
    const __m256i half = _mm256_set1_epi8(15);
    const __m256i low = _mm256_and_si256(words, half);
    const __m256i high = _mm256_and_si256(_mm256_srli_epi16(words, 4), half);
    return _mm256_add_epi8(_mm256_shuffle_epi8(table, low), _mm256_shuffle_epi8(table, high));
}

// Sums of bytes hold 8 for each vector: 16 vectors fit.
enum { BYTE_SUMS = 16 };

// Counts, and where `result` is not NULL keeps, what both hold.
__attribute__((target("avx2,popcnt"), always_inline)) static inline size_t combine_avx2(
    const uint64_t *a, const uint64_t *b, size_t count, uint64_t *result) {
    __m256i sums = _mm256_setzero_si256();
    size_t index = 0;
    while (index + 4 <= count) {
        const size_t left = (count - index) / 4;
        const size_t end = index + 4 * (left < BYTE_SUMS ? left : BYTE_SUMS);
        __m256i bytes = _mm256_setzero_si256();
        for (; index < end; index += 4) {
            const __m256i both = _mm256_and_si256(
                _mm256_loadu_si256((const __m256i *)(a + index)), _mm256_loadu_si256((const __m256i *)(b + index)));
            if (result != 0) _mm256_storeu_si256((__m256i *)(result + index), both);
            bytes = _mm256_add_epi8(bytes, count_bytes(both));
        }
        sums = _mm256_add_epi64(sums, _mm256_sad_epu8(bytes, _mm256_setzero_si256()));
    }
    size_t sum = (size_t)(_mm256_extract_epi64(sums, 0) + _mm256_extract_epi64(sums, 1)
                          + _mm256_extract_epi64(sums, 2) + _mm256_extract_epi64(sums, 3));
    for (; index < count; index++) {
        const uint64_t both = a[index] & b[index];
        if (result != 0) result[index] = both;
        sum += (size_t)__builtin_popcountll(both);
    }
    return sum;
}

__attribute__((target("avx2,popcnt"))) static size_t count_both_avx2(
    const uint64_t *a, const uint64_t *b, size_t count) {
    return combine_avx2(a, b, count, 0);
}

__attribute__((target("avx2,popcnt"))) static size_t intersect_avx2(
    const uint64_t *a, const uint64_t *b, size_t count, uint64_t *result) {
    return combine_avx2(a, b, count, result);
}

__attribute__((target("avx512f,avx512vpopcntdq"))) static size_t count_both_avx512(
    const uint64_t *a, const uint64_t *b, size_t count) {
    __m512i sums = _mm512_setzero_si512();
    size_t index = 0;
    for (; index + 8 <= count; index += 8) {
        const __m512i both = _mm512_and_si512(_mm512_loadu_si512(a + index), _mm512_loadu_si512(b + index));
        sums = _mm512_add_epi64(sums, _mm512_popcnt_epi64(both));
    }
    return (size_t)_mm512_reduce_add_epi64(sums) + count_both(a + index, b + index, count - index);
}
#endif

size_t souk_count_both(const uint64_t *a, const uint64_t *b, size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vpopcntdq")) return count_both_avx512(a, b, count);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) return count_both_avx2(a, b, count);
#endif
    return count_both(a, b, count);
}

size_t souk_intersect(const uint64_t *a, const uint64_t *b, size_t count, uint64_t *result) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) return intersect_avx2(a, b, count, result);
#endif
    return intersect(a, b, count, result);
}
