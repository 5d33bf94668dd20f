// CSoukSnowball: Snowball stemming of lower-case ASCII words, with a small cache of recent words.
#ifndef CSOUK_SNOWBALL_H
#define CSOUK_SNOWBALL_H

#include <stddef.h>
#include <stdint.h>

/// One stemmer; not thread safe.
typedef struct souk_stemmer souk_stemmer;

/// Opens the algorithm of a name such as `english`; NULL if libstemmer has none of that name.
souk_stemmer *souk_stemmer_open(const char *algorithm);
void souk_stemmer_close(souk_stemmer *stemmer);

/// Replaces the word of `length` bytes by its stem and returns the stem's length, which is never
/// greater: a stem that would be longer leaves the word as it is.
size_t souk_stemmer_stem(souk_stemmer *stemmer, uint8_t *word, size_t length);

#endif
