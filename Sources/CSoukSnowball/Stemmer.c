#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "include/CSoukSnowball.h"

enum { CACHED_LENGTH = 24, CACHE_SLOTS = 16384 };

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
    cache_slot slots[CACHE_SLOTS];
    struct sb_stemmer *algorithm;
    const souk_stem_exception *exceptions;
    size_t exception_count;
};

souk_stemmer *souk_stemmer_open(const char *algorithm) {
    size_t size = (sizeof(souk_stemmer) + 63) / 64 * 64;
    souk_stemmer *stemmer = aligned_alloc(64, size);
    if (stemmer == NULL) return NULL;
    memset(stemmer, 0, size);
    stemmer->algorithm = sb_stemmer_new(algorithm, "UTF_8");
    if (stemmer->algorithm != NULL) return stemmer;
    free(stemmer);
    return NULL;
}

void souk_stemmer_close(souk_stemmer *stemmer) {
    if (stemmer == NULL) return;
    sb_stemmer_delete(stemmer->algorithm);
    free(stemmer);
}

void souk_stemmer_except(souk_stemmer *stemmer, const souk_stem_exception *exceptions, size_t count) {
    stemmer->exceptions = exceptions;
    stemmer->exception_count = count;
}

/// Puts the stem that the word has by exception in its place; 0 if it has none. Words are cached, so that few are looked up.
static size_t excepted(const souk_stemmer *stemmer, uint8_t *word, size_t length) {
    for (size_t i = 0; i < stemmer->exception_count; i++) {
        const souk_stem_exception *exception = &stemmer->exceptions[i];
        if (exception->word_length != length || memcmp(exception->word, word, length) != 0) continue;
        if (exception->stem_length > length) return length;
        memcpy(word, exception->stem, exception->stem_length);
        return exception->stem_length;
    }
    return 0;
}

static size_t stem_now(souk_stemmer *stemmer, uint8_t *word, size_t length) {
    size_t known = excepted(stemmer, word, length);
    if (known > 0) return known;
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

size_t souk_stemmer_stem(souk_stemmer *stemmer, uint8_t *word, size_t length) {
    if (length < 3) return length;
    if (length > CACHED_LENGTH) return stem_now(stemmer, word, length);
    uint64_t first = load(word, length);
    uint64_t second = length > 8 ? load(word + 8, length - 8) : 0;
    uint64_t third = length > 16 ? load(word + 16, length - 16) : 0;
    uint64_t hash = (first ^ second * 0x9E3779B97F4A7C15u ^ third * 0xC2B2AE3D27D4EB4Fu) * 0xD6E8FEB86659FD93u;
    cache_slot *slot = &stemmer->slots[(hash ^ hash >> 32) >> 18 & (CACHE_SLOTS - 1)];
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
