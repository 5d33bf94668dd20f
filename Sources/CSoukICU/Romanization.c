#include <stdlib.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

#include "CSoukICU.h"

struct souk_romanizer {
    UTransliterator *transliterator;
};

int32_t souk_romanizer_open(souk_romanizer **out) {
    static const UChar rules[] = u"Han-Latin; Latin-ASCII; Lower";
    UErrorCode status = U_ZERO_ERROR;
    *out = NULL;
    souk_romanizer *romanizer = calloc(1, sizeof *romanizer);
    if (romanizer == NULL) return U_MEMORY_ALLOCATION_ERROR;
    romanizer->transliterator = utrans_openU(rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) {
        free(romanizer);
        return status;
    }
    *out = romanizer;
    return 0;
}

void souk_romanizer_close(souk_romanizer *romanizer) {
    if (romanizer == NULL) return;
    utrans_close(romanizer->transliterator);
    free(romanizer);
}

size_t souk_romanize(souk_romanizer *romanizer, uint32_t scalar, char *syllable, size_t capacity) {
    enum { ROOM = 32 };
    UChar text[ROOM];
    int32_t length = 0;
    if (scalar > 0x10FFFF) return 0;
    U16_APPEND_UNSAFE(text, length, (UChar32)scalar);
    int32_t limit = length;
    UErrorCode status = U_ZERO_ERROR;
    utrans_transUChars(romanizer->transliterator, text, &length, ROOM, 0, &limit, &status);
    if (U_FAILURE(status)) return 0;
    size_t count = 0;
    for (int32_t index = 0; index < length; index++) {
        if (text[index] < 'a' || text[index] > 'z' || count == capacity) return 0;
        syllable[count++] = (char)text[index];
    }
    return count;
}
