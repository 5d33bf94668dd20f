#include "CSoukUnions.h"

#include "Lanes.h"

#include <string.h>

size_t souk_insert_new_documents(
    const uint32_t *documents, size_t count, uint64_t *words, uint8_t *lines, uint32_t *added) {
    size_t size = 0;
    for (size_t index = 0; index < count; index++) {
        const uint32_t document = documents[index];
        const uint64_t word = words[document >> 6];
        words[document >> 6] = word | 1ull << (document & 63);
        lines[document >> 9] = 1;
        // No branch: whether a document is new is not to be foreseen.
        added[size] = document;
        size += ~(word >> (document & 63)) & 1;
    }
    return size;
}

static size_t count_below(const uint32_t *documents, size_t count, uint32_t limit) {
    size_t sum = 0;
    for (size_t index = 0; index < count; index++) sum += documents[index] < limit;
    return sum;
}

#if defined(__x86_64__)
AVX2 static size_t count_below_avx2(const uint32_t *documents, size_t count, uint32_t limit) {
    const __m256i limits = _mm256_set1_epi32((int)limit);
    __m256i others = _mm256_setzero_si256();
    size_t index = 0;
    for (; index + 8 <= count; index += 8) {
        const __m256i eight = _mm256_loadu_si256((const __m256i *)(documents + index));
        others = _mm256_add_epi32(others, _mm256_cmpeq_epi32(_mm256_max_epu32(eight, limits), eight));
    }
    const __m128i four = _mm_add_epi32(_mm256_castsi256_si128(others), _mm256_extracti128_si256(others, 1));
    const __m128i two = _mm_add_epi32(four, _mm_unpackhi_epi64(four, four));
    const int negative = _mm_cvtsi128_si32(two) + _mm_extract_epi32(two, 1);
    return index + (size_t)negative + count_below(documents + index, count - index, limit);
}
#endif

// All documents are compared with a line's first, without a branch: a search would be mistaken at most of its steps.
#define INSERT_MARKED(count_below)                                                                    \
    const uint32_t last = documents[count - 1];                                                       \
    size_t done = 0;                                                                                  \
    for (; done < start_count && starts[done] <= last; done++) {                                      \
        const uint32_t end = starts[done] + SOUK_UNION_LINE;                                          \
        for (size_t place = count_below(documents, count, starts[done]);                              \
             place < count && documents[place] < end; place++) {                                      \
            words[documents[place] >> 6] |= 1ull << (documents[place] & 63);                          \
        }                                                                                             \
        /* The line may go on behind the block. */                                                    \
        if (end - 1 > last) break;                                                                    \
    }                                                                                                 \
    return done;

#if defined(__x86_64__)
AVX2 static size_t insert_marked_avx2(
    const uint32_t *documents, size_t count, const uint32_t *starts, size_t start_count, uint64_t *words) {
    INSERT_MARKED(count_below_avx2)
}
#endif

size_t souk_insert_marked_scalar(
    const uint32_t *documents, size_t count, const uint32_t *starts, size_t start_count, uint64_t *words) {
    INSERT_MARKED(count_below)
}

size_t souk_insert_marked(
    const uint32_t *documents, size_t count, const uint32_t *starts, size_t start_count, uint64_t *words) {
#if defined(__x86_64__)
    if (has_avx2()) return insert_marked_avx2(documents, count, starts, start_count, words);
#endif
    return souk_insert_marked_scalar(documents, count, starts, start_count, words);
}

__attribute__((always_inline)) static inline size_t count_bits(
    uint64_t *words, size_t word_count, const uint64_t *first, const uint64_t *second, int clears) {
    if (first != NULL) {
        for (size_t index = 0; index < word_count; index++) words[index] &= first[index];
    }
    if (second != NULL) {
        for (size_t index = 0; index < word_count; index++) words[index] &= second[index];
    }
    size_t sum = 0;
    for (size_t index = 0; index < word_count; index++) sum += (size_t)__builtin_popcountll(words[index]);
    if (clears) memset(words, 0, word_count * sizeof *words);
    return sum;
}

#if defined(__x86_64__)
__attribute__((target("avx2,popcnt"))) static size_t count_bits_avx2(
    uint64_t *words, size_t word_count, const uint64_t *first, const uint64_t *second, int clears) {
    return count_bits(words, word_count, first, second, clears);
}
#endif

size_t souk_count_bits(
    uint64_t *words, size_t word_count, const uint64_t *first, const uint64_t *second, int clears) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt")) {
        return count_bits_avx2(words, word_count, first, second, clears);
    }
#endif
    return count_bits(words, word_count, first, second, clears);
}

size_t souk_restrict_listed(
    const uint32_t *listed, size_t count, uint64_t *words, const uint64_t *first, const uint64_t *second) {
    size_t kept = 0;
    for (size_t index = 0; index < count; index++) {
        const uint32_t document = listed[index];
        uint64_t mask = ~0ull;
        if (first != NULL) mask &= first[document >> 6];
        if (second != NULL) mask &= second[document >> 6];
        words[document >> 6] &= mask;
        kept += mask >> (document & 63) & 1;
    }
    return kept;
}

void souk_clear_listed(const uint32_t *listed, size_t count, uint64_t *words, uint8_t *lines) {
    for (size_t index = 0; index < count; index++) {
        words[listed[index] >> 6] = 0;
        lines[listed[index] >> 9] = 0;
    }
}
