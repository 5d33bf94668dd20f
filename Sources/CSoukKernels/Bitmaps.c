#include "CSoukKernels.h"

#include <string.h>

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

size_t souk_drop_absent(
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
