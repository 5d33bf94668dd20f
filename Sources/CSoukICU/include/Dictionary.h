// ICU's Chinese and Japanese dictionary, word by word. Apart from `CSoukICU.h`, since it is C++ that reads it.
#ifndef SOUK_DICTIONARY_H
#define SOUK_DICTIONARY_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Takes a word of the dictionary: UTF-16 units, and its cost (about -8.2 ln of its probability).
typedef void souk_dictionary_word(void *context, const uint16_t *units, int32_t length, int32_t cost);

/// Gives every word of ICU's dictionary `cjdict` to `take`, in the order of their units. Returns 0, or ICU's error
/// code: `U_INVALID_FORMAT_ERROR` when this ICU keeps the dictionary in another form.
int32_t souk_icu_dictionary(souk_dictionary_word *take, void *context);

#ifdef __cplusplus
}
#endif

#endif
