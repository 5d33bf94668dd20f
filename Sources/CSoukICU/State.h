// The analyzer's ICU state, shared by the files of this target.
#ifndef SOUK_ICU_STATE_H
#define SOUK_ICU_STATE_H

#include <unicode/ubrk.h>
#include <unicode/unorm2.h>

#include "include/CSoukICU.h"

struct souk_icu {
    UBreakIterator *words;
    const UNormalizer2 *casefold;
    uint16_t *units;
    uint32_t *starts;
    uint32_t *ends;
    uint8_t *classes;
    size_t count;
    size_t capacity;
};

#endif
