#include "CSoukIntersections.h"
#include "Lanes.h"

#include <string.h>

// How many of 32 numbers are below a document: a few vector comparisons instead of branches that cannot be foreseen.
enum { STRIDE = 32, BLOCK = 128 };

__attribute__((always_inline)) static inline size_t count_below(const uint32_t *held, uint32_t document) {
    typedef uint32_t row __attribute__((vector_size(32), aligned(4)));
    typedef int32_t mask __attribute__((vector_size(32)));
    const row limit = {document, document, document, document, document, document, document, document};
    mask below = {0, 0, 0, 0, 0, 0, 0, 0};
    for (size_t index = 0; index < STRIDE; index += 8) {
        row values;
        memcpy(&values, held + index, sizeof values);
        below += values < limit;
    }
    return (size_t)-__builtin_reduce_add(below);
}

// Strides begin at multiples of 32, so that none passes the end of the room.
__attribute__((always_inline)) static inline size_t find_held(
    const uint32_t *held, size_t held_count, size_t start, uint32_t document) {
    size_t stride = start / STRIDE * STRIDE;
    while (stride + STRIDE <= held_count && held[stride + STRIDE - 1] < document) stride += STRIDE;
    if (stride >= held_count) return held_count;
    const size_t place = stride + count_below(held + stride, document);
    return place < held_count ? place : held_count;
}

__attribute__((always_inline)) static inline size_t keep_held(
    const uint32_t *held, size_t held_count, uint32_t *documents, size_t count, size_t *next, size_t kept) {
    const uint32_t last = held[held_count - 1];
    size_t index = *next, place = 0;
    for (; index < count && documents[index] <= last; index++) {
        const uint32_t document = documents[index];
        place = find_held(held, held_count, place, document);
        documents[kept] = document;
        kept += held[place] == document;
    }
    *next = index;
    return kept;
}

__attribute__((always_inline)) static inline void find_places(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
    size_t place = 0;
    for (size_t index = 0; index < count; index++) {
        place = find_held(held, held_count, place, documents[index]);
        places[index] = (uint8_t)place;
    }
}

__attribute__((always_inline)) static inline size_t match_held(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
    size_t place = 0, found = 0;
    for (size_t index = 0; index < count; index++) {
        place = find_held(held, held_count, place, documents[index]);
        const int is_held = place < held_count && held[place] == documents[index];
        places[index] = is_held ? (uint8_t)place : SOUK_NOT_HELD;
        found += (size_t)is_held;
    }
    return found;
}

#if defined(__x86_64__)
#define AVX512 __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq")))

static int has_avx512(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq");
}

AVX2 static size_t find_held_avx2(const uint32_t *held, size_t held_count, size_t start, uint32_t document) {
    return find_held(held, held_count, start, document);
}

AVX2 static size_t keep_held_avx2(
    const uint32_t *held, size_t held_count, uint32_t *documents, size_t count, size_t *next, size_t kept) {
    return keep_held(held, held_count, documents, count, next, kept);
}

AVX2 static void find_places_avx2(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
    find_places(held, held_count, documents, count, places);
}

AVX2 static size_t match_held_avx2(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
    return match_held(held, held_count, documents, count, places);
}

// Which of 8 numbers are among 8 others: all pairs, no branch.
AVX2 static inline uint32_t among_8(__m256i numbers, __m256i others) {
    __m256i found = _mm256_cmpeq_epi32(numbers, others);
#pragma clang loop unroll(full)
    for (int half = 0; half < 2; half++) {
        if (half > 0) found = _mm256_or_si256(found, _mm256_cmpeq_epi32(numbers, others));
        found = _mm256_or_si256(found, _mm256_cmpeq_epi32(numbers, _mm256_shuffle_epi32(others, 0x39)));
        found = _mm256_or_si256(found, _mm256_cmpeq_epi32(numbers, _mm256_shuffle_epi32(others, 0x4E)));
        found = _mm256_or_si256(found, _mm256_cmpeq_epi32(numbers, _mm256_shuffle_epi32(others, 0x93)));
        others = _mm256_permute2x128_si256(others, others, 1);
    }
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(found));
}

// As below, with 8 documents against 8 held ones.
AVX2 static size_t keep_many_avx2(
    const uint32_t *held, size_t held_count, uint32_t *documents, size_t count, size_t *next, size_t kept) {
    size_t index = *next, place = 0;
    uint32_t found = 0;
    while (index + 8 <= count && place + 8 <= held_count) {
        const __m256i numbers = _mm256_loadu_si256((const __m256i *)(documents + index));
        found |= among_8(numbers, _mm256_loadu_si256((const __m256i *)(held + place)));
        const uint32_t last = documents[index + 7], last_held = held[place + 7];
        if (last <= last_held) {
            _mm256_storeu_si256(
                (__m256i *)(documents + kept), _mm256_permutevar8x32_epi32(numbers, front_lanes(found)));
            kept += (size_t)__builtin_popcount(found);
            found = 0;
            index += 8;
        }
        if (last_held <= last) place += 8;
    }
    const uint32_t last = held[held_count - 1];
    for (uint32_t lanes = found; index < count && documents[index] <= last; index++, lanes >>= 1) {
        const uint32_t document = documents[index];
        place = find_held(held, held_count, place, document);
        documents[kept] = document;
        kept += (lanes & 1) | (place < held_count && held[place] == document);
    }
    *next = index;
    return kept;
}

AVX2 static void find_many_avx2(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
    size_t index = 0, place = 0, size = 0;
    uint32_t found = 0;
    while (index + 8 <= count && place + 8 <= held_count) {
        const __m256i numbers = _mm256_loadu_si256((const __m256i *)(held + place));
        found |= among_8(numbers, _mm256_loadu_si256((const __m256i *)(documents + index)));
        const uint32_t last = documents[index + 7], last_held = held[place + 7];
        if (last_held <= last) {
            // Places are below 128: no byte carries into the next.
            const uint64_t bytes = souk_named_lanes[found] + place * 0x0101010101010101ull;
            memcpy(places + size, &bytes, sizeof bytes);
            size += (size_t)__builtin_popcount(found);
            found = 0;
            place += 8;
        }
        if (last <= last_held) index += 8;
    }
    for (uint32_t rest = found; rest != 0; rest &= rest - 1)
        places[size++] = (uint8_t)(place + (size_t)__builtin_ctz(rest));
    for (; size < count; size++) {
        place = find_held(held, held_count, size > 0 ? places[size - 1] : 0, documents[size]);
        places[size] = (uint8_t)place;
    }
}

// Which of 16 numbers are among 16 others: all pairs, no branch. Turned by lanes of 128 bits, and inside these.
AVX512 static inline __mmask16 among(__m512i numbers, __m512i others) {
    __mmask16 found = 0;
#pragma clang loop unroll(full)
    for (int lane = 0; lane < 4; lane++) {
        found |= _mm512_cmpeq_epi32_mask(numbers, others);
        found |= _mm512_cmpeq_epi32_mask(numbers, _mm512_shuffle_epi32(others, 0x39));
        found |= _mm512_cmpeq_epi32_mask(numbers, _mm512_shuffle_epi32(others, 0x4E));
        found |= _mm512_cmpeq_epi32_mask(numbers, _mm512_shuffle_epi32(others, 0x93));
        others = _mm512_shuffle_i32x4(others, others, 0x39);
    }
    return found;
}

// 16 documents against 16 held ones, whichever end first go on: Schlegel, Willhalm & Lehner, "Fast sorted-set intersection
// using SIMD instructions", 2011.
AVX512 static size_t keep_held_avx512(
    const uint32_t *held, size_t held_count, uint32_t *documents, size_t count, size_t *next, size_t kept) {
    size_t index = *next, place = 0;
    __mmask16 found = 0;
    while (index + 16 <= count && place + 16 <= held_count) {
        const __m512i numbers = _mm512_loadu_si512(documents + index);
        found |= among(numbers, _mm512_loadu_si512(held + place));
        const uint32_t last = documents[index + 15], last_held = held[place + 15];
        if (last <= last_held) {
            _mm512_storeu_si512(documents + kept, _mm512_maskz_compress_epi32(found, numbers));
            kept += (size_t)__builtin_popcount(found);
            found = 0;
            index += 16;
        }
        if (last_held <= last) place += 16;
    }
    const uint32_t last = held[held_count - 1];
    for (unsigned lanes = found; index < count && documents[index] <= last; index++, lanes >>= 1) {
        const uint32_t document = documents[index];
        place = find_held(held, held_count, place, document);
        documents[kept] = document;
        kept += (lanes & 1) | (place < held_count && held[place] == document);
    }
    *next = index;
    return kept;
}

// The places of held numbers that are among the documents, whose number is right when all documents are held.
AVX512 static size_t find_places_avx512(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
    size_t index = 0, place = 0, size = 0;
    __mmask16 found = 0;
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    while (index + 16 <= count && place + 16 <= held_count) {
        found |= among(_mm512_loadu_si512(held + place), _mm512_loadu_si512(documents + index));
        const uint32_t last = documents[index + 15], last_held = held[place + 15];
        if (last_held <= last) {
            const __m512i numbers = _mm512_add_epi32(lanes, _mm512_set1_epi32((int)place));
            const __m128i bytes = _mm512_cvtepi32_epi8(_mm512_maskz_compress_epi32(found, numbers));
            _mm_storeu_si128((__m128i *)(places + size), bytes);
            size += (size_t)__builtin_popcount(found);
            found = 0;
            place += 16;
        }
        if (last <= last_held) index += 16;
    }
    for (unsigned rest = found; rest != 0; rest &= rest - 1)
        places[size++] = (uint8_t)(place + (size_t)__builtin_ctz(rest));
    // Documents that no vector was full of, and those of the last one that are behind what was found.
    for (; size < count; size++) {
        place = find_held(held, held_count, size > 0 ? places[size - 1] : 0, documents[size]);
        places[size] = (uint8_t)place;
    }
    return size;
}
#endif

// So many documents in a block's range, and vectors of them cost less than one after another.
enum { CROWD = 16, CROWD_OF_8 = 24 };

size_t souk_find_held(const uint32_t *held, size_t held_count, size_t start, uint32_t document) {
#if defined(__x86_64__)
    if (has_avx2()) return find_held_avx2(held, held_count, start, document);
#endif
    return find_held(held, held_count, start, document);
}

size_t souk_keep_held(
    const uint32_t *held, size_t held_count, uint32_t *documents, size_t count, size_t *next, size_t kept) {
#if defined(__x86_64__)
    if (*next + CROWD <= count && documents[*next + CROWD - 1] <= held[held_count - 1] && has_avx512())
        return keep_held_avx512(held, held_count, documents, count, next, kept);
    if (*next + CROWD_OF_8 <= count && documents[*next + CROWD_OF_8 - 1] <= held[held_count - 1] && has_avx2())
        return keep_many_avx2(held, held_count, documents, count, next, kept);
    if (has_avx2()) return keep_held_avx2(held, held_count, documents, count, next, kept);
#endif
    return keep_held(held, held_count, documents, count, next, kept);
}

size_t souk_keep_held_scalar(
    const uint32_t *held, size_t held_count, uint32_t *documents, size_t count, size_t *next, size_t kept) {
    return keep_held(held, held_count, documents, count, next, kept);
}

void souk_find_places(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
#if defined(__x86_64__)
    if (count >= CROWD && has_avx512()) {
        find_places_avx512(held, held_count, documents, count, places);
        return;
    }
    if (count >= CROWD_OF_8 && has_avx2()) {
        find_many_avx2(held, held_count, documents, count, places);
        return;
    }
    if (has_avx2()) {
        find_places_avx2(held, held_count, documents, count, places);
        return;
    }
#endif
    find_places(held, held_count, documents, count, places);
}

void souk_find_places_scalar(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
    find_places(held, held_count, documents, count, places);
}

size_t souk_match_held(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
#if defined(__x86_64__)
    if (has_avx2()) return match_held_avx2(held, held_count, documents, count, places);
#endif
    return match_held(held, held_count, documents, count, places);
}

size_t souk_match_held_scalar(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places) {
    return match_held(held, held_count, documents, count, places);
}
