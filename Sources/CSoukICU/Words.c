#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

#include "State.h"

int32_t souk_icu_open(souk_icu **out) {
    UErrorCode status = U_ZERO_ERROR;
    *out = NULL;
    souk_icu *icu = calloc(1, sizeof(souk_icu));
    if (icu == NULL) return U_MEMORY_ALLOCATION_ERROR;
    icu->casefold = unorm2_getNFKCCasefoldInstance(&status);
    icu->words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status)) {
        souk_icu_close(icu);
        return status;
    }
    *out = icu;
    return 0;
}

void souk_icu_close(souk_icu *icu) {
    if (icu == NULL) return;
    if (icu->words != NULL) ubrk_close(icu->words);
    free(icu->units);
    free(icu->starts);
    free(icu->ends);
    free(icu->classes);
    free(icu);
}

const char *souk_icu_error_name(int32_t code) { return u_errorName((UErrorCode)code); }

void souk_icu_versions(char *icu_version, char *unicode_version) {
    UVersionInfo version;
    u_getVersion(version);
    u_versionToString(version, icu_version);
    u_getUnicodeVersion(version);
    u_versionToString(version, unicode_version);
}

enum { PIECE = 1000 };

void souk_icu_mark_words(souk_icu *icu, const uint16_t *units, size_t count, uint8_t *flags) {
    memset(flags, 0, count + 1);
    flags[0] = 1;
    for (size_t from = 0; from < count;) {
        size_t length = count - from;
        if (length > PIECE) {
            length = PIECE;
            if (U16_IS_LEAD(units[from + length - 1])) length--;
        }
        UErrorCode status = U_ZERO_ERROR;
        ubrk_setText(icu->words, units + from, (int32_t)length, &status);
        if (U_SUCCESS(status)) {
            for (int32_t at = ubrk_next(icu->words); at != UBRK_DONE; at = ubrk_next(icu->words))
                flags[from + (size_t)at] = 1;
        }
        from += length;
        flags[from] = 1;
    }
}

size_t souk_icu_plain_words(
    souk_icu *icu, const uint16_t *units, size_t count, int32_t *ends, uint8_t *is_word) {
    UErrorCode status = U_ZERO_ERROR;
    size_t found = 0;
    ubrk_setText(icu->words, units, (int32_t)count, &status);
    if (U_FAILURE(status)) return 0;
    for (int32_t at = ubrk_next(icu->words); at != UBRK_DONE; at = ubrk_next(icu->words)) {
        ends[found] = at;
        is_word[found++] = ubrk_getRuleStatus(icu->words) >= UBRK_WORD_NUMBER;
    }
    return found;
}

int32_t souk_icu_traditional_table(uint16_t table[65536]) {
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *transliterator = utrans_openU(u"Hant-Hans", 9, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status)) return status;
    for (UChar32 c = 0; c < 65536; c++) {
        table[c] = (uint16_t)c;
        if (U_IS_SURROGATE(c) || uscript_getScript(c, &status) != USCRIPT_HAN) continue;
        UChar text[8] = {(UChar)c};
        int32_t length = 1, limit = 1;
        UErrorCode one = U_ZERO_ERROR;
        utrans_transUChars(transliterator, text, &length, 8, 0, &limit, &one);
        if (U_FAILURE(one) || length != 1) continue;
        if (uscript_getScript(text[0], &one) == USCRIPT_HAN) table[c] = text[0];
    }
    utrans_close(transliterator);
    // A chain (a to b, b to c) must end at once, or folding twice would differ from folding once.
    for (UChar32 c = 0; c < 65536; c++) {
        for (int step = 0; step < 4 && table[table[c]] != table[c]; step++) table[c] = table[table[c]];
    }
    return 0;
}
