#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "include/CSoukSnowball.h"

enum { CACHED_LENGTH = 24, FEW_SLOTS = 256, MANY_SLOTS = 16384, MANY_WORDS = 4096 };

/// A direct-mapped cache: product text repeats its words, and stemming costs ten times a lookup. A slot is one line of the
/// processor's cache. Words are zero behind their end: letters are never 0.
typedef struct cache_slot {
    uint64_t word[CACHED_LENGTH / 8];
    uint8_t stem[CACHED_LENGTH];
    uint8_t stem_length;
    uint8_t spare[15];
} cache_slot;

_Static_assert(sizeof(cache_slot) == 64, "a slot is a line of the cache");

struct souk_stemmer {
    /// FEW_SLOTS, and MANY_SLOTS once MANY_WORDS words were stemmed: clearing a megabyte takes longer than stemming a query.
    cache_slot *slots;
    size_t slot_count;
    size_t word_count;
    struct sb_stemmer *algorithm;
};

static cache_slot *empty_slots(size_t count) {
    cache_slot *slots = aligned_alloc(64, count * sizeof(cache_slot));
    if (slots != NULL) memset(slots, 0, count * sizeof(cache_slot));
    return slots;
}

souk_stemmer *souk_stemmer_open(const char *algorithm) {
    souk_stemmer *stemmer = calloc(1, sizeof(souk_stemmer));
    if (stemmer == NULL) return NULL;
    stemmer->slots = empty_slots(FEW_SLOTS);
    stemmer->slot_count = FEW_SLOTS;
    stemmer->algorithm = sb_stemmer_new(algorithm, "UTF_8");
    if (stemmer->slots != NULL && stemmer->algorithm != NULL) return stemmer;
    souk_stemmer_close(stemmer);
    return NULL;
}

void souk_stemmer_close(souk_stemmer *stemmer) {
    if (stemmer == NULL) return;
    if (stemmer->algorithm != NULL) sb_stemmer_delete(stemmer->algorithm);
    free(stemmer->slots);
    free(stemmer);
}

static size_t stem_now(souk_stemmer *stemmer, uint8_t *word, size_t length) {
    const sb_symbol *stem = sb_stemmer_stem(stemmer->algorithm, word, (int)length);
    if (stem == NULL) return length;
    size_t stem_length = (size_t)sb_stemmer_length(stemmer->algorithm);
    if (stem_length == 0 || stem_length > length) return length;
    memcpy(word, stem, stem_length);
    return stem_length;
}

/// Up to eight bytes as a number, zero behind the last.
static inline uint64_t load(const uint8_t *bytes, size_t count) {
    if (count >= 8) {
        uint64_t all;
        memcpy(&all, bytes, 8);
        return all;
    }
    if (count >= 4) {
        uint32_t low, high;
        memcpy(&low, bytes, 4);
        memcpy(&high, bytes + count - 4, 4);
        return low | (uint64_t)high << (8 * (count - 4));
    }
    if (count == 0) return 0;
    // The first, the middle and the last of up to three: all of them.
    return bytes[0] | (uint64_t)bytes[count / 2] << (8 * (count / 2)) | (uint64_t)bytes[count - 1] << (8 * (count - 1));
}

/// Makes the cache large; without memory for that it stays small.
static void grow(souk_stemmer *stemmer) {
    cache_slot *slots = empty_slots(MANY_SLOTS);
    if (slots == NULL) return;
    free(stemmer->slots);
    stemmer->slots = slots;
    stemmer->slot_count = MANY_SLOTS;
}

size_t souk_stemmer_stem(souk_stemmer *stemmer, uint8_t *word, size_t length) {
    if (length < 3) return length;
    if (length > CACHED_LENGTH) return stem_now(stemmer, word, length);
    if (++stemmer->word_count == MANY_WORDS) grow(stemmer);
    uint64_t first = load(word, length);
    uint64_t second = length > 8 ? load(word + 8, length - 8) : 0;
    uint64_t third = length > 16 ? load(word + 16, length - 16) : 0;
    uint64_t hash = (first ^ second * 0x9E3779B97F4A7C15u ^ third * 0xC2B2AE3D27D4EB4Fu) * 0xD6E8FEB86659FD93u;
    cache_slot *slot = &stemmer->slots[(hash ^ hash >> 32) >> 18 & (stemmer->slot_count - 1)];
    if (slot->word[0] != first || slot->word[1] != second || slot->word[2] != third) {
        slot->word[0] = first;
        slot->word[1] = second;
        slot->word[2] = third;
        slot->stem_length = (uint8_t)stem_now(stemmer, word, length);
        memcpy(slot->stem, word, slot->stem_length);
        return slot->stem_length;
    }
    memcpy(word, slot->stem, slot->stem_length);
    return slot->stem_length;
}
