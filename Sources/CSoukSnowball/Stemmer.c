#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "include/CSoukSnowball.h"

enum { CACHED_LENGTH = 31, CACHE_SLOTS = 16384 };

/// A direct-mapped cache: product text repeats its words, and stemming costs ten times a lookup.
typedef struct cache_slot {
    uint8_t word_length;
    uint8_t stem_length;
    uint8_t word[CACHED_LENGTH];
    uint8_t stem[CACHED_LENGTH];
} cache_slot;

struct souk_stemmer {
    struct sb_stemmer *algorithm;
    const souk_stem_exception *exceptions;
    size_t exception_count;
    cache_slot slots[CACHE_SLOTS];
};

souk_stemmer *souk_stemmer_open(const char *algorithm) {
    souk_stemmer *stemmer = calloc(1, sizeof(souk_stemmer));
    if (stemmer == NULL) return NULL;
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
        if (strlen(exception->word) != length || memcmp(exception->word, word, length) != 0) continue;
        size_t stem_length = strlen(exception->stem);
        if (stem_length > length) return length;
        memcpy(word, exception->stem, stem_length);
        return stem_length;
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

size_t souk_stemmer_stem(souk_stemmer *stemmer, uint8_t *word, size_t length) {
    if (length < 3) return length;
    if (length > CACHED_LENGTH) return stem_now(stemmer, word, length);
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ word[i]) * 16777619u;
    cache_slot *slot = &stemmer->slots[(hash ^ (hash >> 15)) % CACHE_SLOTS];
    if (slot->word_length != length || memcmp(slot->word, word, length) != 0) {
        slot->word_length = (uint8_t)length;
        memcpy(slot->word, word, length);
        slot->stem_length = (uint8_t)stem_now(stemmer, word, length);
        memcpy(slot->stem, word, slot->stem_length);
        return slot->stem_length;
    }
    memcpy(word, slot->stem, slot->stem_length);
    return slot->stem_length;
}
