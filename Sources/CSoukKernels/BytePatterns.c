#include "CSoukBytePatterns.h"

#include "Lanes.h"
#include <string.h>

/// Bytes of a block, and of what is looked at behind its last.
enum { BLOCK = 64, AHEAD = 2 };

static inline uint8_t groups_of(const souk_byte_patterns *patterns, int place, uint8_t byte) {
    return patterns->groups[place][0][byte & 15] & patterns->groups[place][1][byte >> 4];
}

uint64_t souk_match_bytes_scalar(const souk_byte_patterns *patterns, const uint8_t *bytes, size_t count) {
    const size_t size = count < BLOCK ? count : BLOCK;
    uint64_t matches = 0;
    for (size_t index = 0; index < size; index++) {
        // Most bytes begin nothing.
        uint8_t groups = groups_of(patterns, 0, bytes[index]);
        if (groups == 0) continue;
        groups &= groups_of(patterns, 1, index + 1 < count ? bytes[index + 1] : 0);
        groups &= groups_of(patterns, 2, index + 2 < count ? bytes[index + 2] : 0);
        matches |= (uint64_t)(groups != 0) << index;
    }
    return matches;
}

#if defined(__x86_64__)
/// The groups of the bytes of one place, looked up by halves.
AVX2 static inline __m256i groups_of_32(const uint8_t groups[2][16], const uint8_t *bytes) {
    const __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)groups[0]));
    const __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)groups[1]));
    const __m256i half = _mm256_set1_epi8(15);
    const __m256i values = _mm256_loadu_si256((const __m256i *)bytes);
    return _mm256_and_si256(
        _mm256_shuffle_epi8(low, _mm256_and_si256(values, half)),
        _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(values, 4), half)));
}

AVX2 static inline uint32_t match_32(const souk_byte_patterns *patterns, const uint8_t *bytes) {
    const __m256i groups = _mm256_and_si256(
        _mm256_and_si256(groups_of_32(patterns->groups[0], bytes), groups_of_32(patterns->groups[1], bytes + 1)),
        groups_of_32(patterns->groups[2], bytes + 2));
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(groups, _mm256_setzero_si256()));
}

AVX2 static uint64_t match_bytes_avx2(const souk_byte_patterns *patterns, const uint8_t *bytes, size_t count) {
    uint8_t padded[BLOCK + AHEAD] = {0};
    if (count < sizeof(padded)) {
        memcpy(padded, bytes, count);
        bytes = padded;
    }
    const uint64_t matches = (uint64_t)match_32(patterns, bytes + 32) << 32 | match_32(patterns, bytes);
    return count < BLOCK ? matches & (((uint64_t)1 << count) - 1) : matches;
}
#endif

uint64_t souk_match_bytes(const souk_byte_patterns *patterns, const uint8_t *bytes, size_t count) {
#if defined(__x86_64__)
    if (has_avx2()) return match_bytes_avx2(patterns, bytes, count);
#endif
    return souk_match_bytes_scalar(patterns, bytes, count);
}
