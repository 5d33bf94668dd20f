#include "CSoukPhrases.h"

__attribute__((always_inline)) static inline size_t next_members(
    const uint64_t *const *sets, size_t set_count, size_t *word, size_t word_count, uint32_t *documents, size_t room) {
    size_t found = 0, index = *word;
    for (; index < word_count && room - found >= 64; index++) {
        uint64_t bits = sets[0][index];
        for (size_t set = 1; set < set_count; set++) bits &= sets[set][index];
        while (bits != 0) {
            documents[found++] = (uint32_t)(index * 64) + (uint32_t)__builtin_ctzll(bits);
            bits &= bits - 1;
        }
    }
    *word = index;
    return found;
}

__attribute__((always_inline)) static inline size_t rank_of(const souk_term_places *term, uint32_t document) {
    const size_t word = document >> 6;
    const uint64_t before = term->words[word] & ((1ull << (document & 63)) - 1);
    return term->ranks[word] + (size_t)__builtin_popcountll(before);
}

static const uint16_t *list_of(const souk_term_places *term, size_t rank, uint16_t place) {
    return term->lists + term->bases[rank >> SOUK_PLACE_GROUP_SHIFT] + (place & ~SOUK_PLACE_LIST);
}

__attribute__((always_inline)) static inline void read_starts(
    const souk_term_places *term, uint32_t bias, const uint32_t *documents, size_t count, uint32_t *starts,
    uint32_t *pool) {
    uint32_t used = 0;
    for (size_t index = 0; index < count; index++) {
        const size_t rank = rank_of(term, documents[index]);
        const uint16_t place = term->places[rank];
        if (__builtin_expect(place < SOUK_PLACE_LIST, 1)) {
            starts[index] = place + bias;
        } else if (place == SOUK_PLACE_UNKNOWN) {
            starts[index] = SOUK_UNKNOWN_STARTS;
        } else {
            const uint16_t *list = list_of(term, rank, place);
            starts[index] = SOUK_SEVERAL_STARTS | used;
            pool[used++] = list[0];
            for (size_t entry = 1; entry <= list[0]; entry++) pool[used++] = list[entry] + bias;
        }
    }
}

// One start against one or several of the other word.
static uint32_t meet_one(uint32_t start, const uint16_t *list, uint32_t bias) {
    for (size_t entry = 1; entry <= list[0]; entry++) {
        if (list[entry] + bias == start) return start;
    }
    return 0;
}

// What is left of a list: none, one, or the list, shortened.
static uint32_t shortened(uint32_t starts, uint32_t *list, uint32_t kept) {
    if (kept < 2) return kept == 0 ? 0 : list[1];
    list[0] = kept;
    return starts;
}

static uint32_t meet_several(uint32_t starts, uint32_t *pool, const uint16_t *places, size_t count, uint32_t bias) {
    uint32_t *list = pool + (starts & ~SOUK_SEVERAL_STARTS), kept = 0;
    for (size_t a = 1, b = 0; a <= list[0]; a++) {
        while (b < count && places[b] + bias < list[a]) b++;
        if (b < count && places[b] + bias == list[a]) list[++kept] = list[a];
    }
    return shortened(starts, list, kept);
}

static uint32_t meet_several_starts(uint32_t starts, uint32_t *pool, const uint32_t *others, size_t count) {
    uint32_t *list = pool + (starts & ~SOUK_SEVERAL_STARTS), kept = 0;
    for (size_t a = 1, b = 0; a <= list[0]; a++) {
        while (b < count && others[b] < list[a]) b++;
        if (b < count && others[b] == list[a]) list[++kept] = list[a];
    }
    return shortened(starts, list, kept);
}

__attribute__((always_inline)) static inline size_t align_places(
    const souk_term_places *term, uint32_t bias, uint32_t *documents, uint32_t *starts, uint32_t *pool,
    size_t count) {
    size_t kept = 0;
    for (size_t index = 0; index < count; index++) {
        const uint32_t document = documents[index];
        const size_t rank = rank_of(term, document);
        const uint16_t place = term->places[rank];
        uint32_t met = starts[index];
        if (__builtin_expect((met & SOUK_SEVERAL_STARTS) == 0 && place < SOUK_PLACE_LIST, 1)) {
            // No branch on what is found.
            documents[kept] = document;
            starts[kept] = met;
            kept += met == place + bias;
            continue;
        }
        if (met == SOUK_UNKNOWN_STARTS || place == SOUK_PLACE_UNKNOWN) {
            met = SOUK_UNKNOWN_STARTS;
        } else if (place < SOUK_PLACE_LIST) {
            met = meet_several(met, pool, &place, 1, bias);
        } else {
            const uint16_t *list = list_of(term, rank, place);
            met = met & SOUK_SEVERAL_STARTS ? meet_several(met, pool, list + 1, list[0], bias)
                                            : meet_one(met, list, bias);
        }
        documents[kept] = document;
        starts[kept] = met;
        kept += met != 0;
    }
    return kept;
}

size_t souk_align_starts(
    const uint32_t *others, const uint32_t *other_pool, uint32_t *documents, uint32_t *starts, uint32_t *pool,
    size_t count) {
    size_t kept = 0;
    for (size_t index = 0; index < count; index++) {
        const uint32_t a = starts[index], b = others[index];
        uint32_t met;
        if (__builtin_expect(((a | b) & SOUK_SEVERAL_STARTS) == 0, 1)) {
            met = a == b ? a : 0;
        } else if (a == SOUK_UNKNOWN_STARTS || b == SOUK_UNKNOWN_STARTS) {
            met = SOUK_UNKNOWN_STARTS;
        } else if (a & SOUK_SEVERAL_STARTS) {
            const uint32_t *list = b & SOUK_SEVERAL_STARTS ? other_pool + (b & ~SOUK_SEVERAL_STARTS) : NULL;
            met = list == NULL ? meet_several_starts(a, pool, &b, 1)
                               : meet_several_starts(a, pool, list + 1, list[0]);
        } else {
            const uint32_t *list = other_pool + (b & ~SOUK_SEVERAL_STARTS);
            met = 0;
            for (size_t entry = 1; entry <= list[0]; entry++) met = list[entry] == a ? a : met;
        }
        documents[kept] = documents[index];
        starts[kept] = met;
        kept += met != 0;
    }
    return kept;
}

// Counting bits is one instruction on machines that have it.
#if defined(__x86_64__)
#define TARGET __attribute__((target("popcnt,bmi")))
TARGET static size_t next_members_bmi(
    const uint64_t *const *sets, size_t set_count, size_t *word, size_t word_count, uint32_t *documents, size_t room) {
    return next_members(sets, set_count, word, word_count, documents, room);
}

TARGET static void read_starts_popcnt(
    const souk_term_places *term, uint32_t bias, const uint32_t *documents, size_t count, uint32_t *starts,
    uint32_t *pool) {
    read_starts(term, bias, documents, count, starts, pool);
}

TARGET static size_t align_places_popcnt(
    const souk_term_places *term, uint32_t bias, uint32_t *documents, uint32_t *starts, uint32_t *pool,
    size_t count) {
    return align_places(term, bias, documents, starts, pool, count);
}

static int has_instructions(void) { return __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi"); }
#endif

size_t souk_next_members(
    const uint64_t *const *sets, size_t set_count, size_t *word, size_t word_count, uint32_t *documents, size_t room) {
#if defined(__x86_64__)
    if (has_instructions()) return next_members_bmi(sets, set_count, word, word_count, documents, room);
#endif
    return next_members(sets, set_count, word, word_count, documents, room);
}

void souk_read_starts(
    const souk_term_places *term, uint32_t bias, const uint32_t *documents, size_t count, uint32_t *starts,
    uint32_t *pool) {
#if defined(__x86_64__)
    if (has_instructions()) {
        read_starts_popcnt(term, bias, documents, count, starts, pool);
        return;
    }
#endif
    read_starts(term, bias, documents, count, starts, pool);
}

size_t souk_align_places(
    const souk_term_places *term, uint32_t bias, uint32_t *documents, uint32_t *starts, uint32_t *pool,
    size_t count) {
#if defined(__x86_64__)
    if (has_instructions()) return align_places_popcnt(term, bias, documents, starts, pool, count);
#endif
    return align_places(term, bias, documents, starts, pool, count);
}
