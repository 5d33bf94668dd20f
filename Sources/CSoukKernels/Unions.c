#include "CSoukUnions.h"

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
