#include "FoldTable.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include "include/CSoukICU.h"

static const uint16_t simplified_pairs[][2] = {
#include "Generated/TraditionalToSimplified.inc"
};

uint16_t souk_icu_simplified(uint16_t character) {
    size_t low = 0, high = sizeof simplified_pairs / sizeof simplified_pairs[0];
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (simplified_pairs[middle][0] < character) low = middle + 1;
        else high = middle;
    }
    size_t count = sizeof simplified_pairs / sizeof simplified_pairs[0];
    return low < count && simplified_pairs[low][0] == character ? simplified_pairs[low][1] : character;
}

static const struct { UChar32 from; uint16_t to; } han_variants[] = {
#include "HanVariants.inc"
};

/// The usual form of a Han character that is another writing of it: 𠮷 is 吉, 気 is 气.
static UChar32 usual_form(UChar32 character) {
    if (character < 0x3400) return character;
    size_t low = 0, count = sizeof han_variants / sizeof han_variants[0], high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (han_variants[middle].from < character) low = middle + 1;
        else high = middle;
    }
    return low < count && han_variants[low].from == character ? han_variants[low].to : character;
}

uint32_t souk_icu_usual_han(uint32_t character) {
    UChar32 usual = usual_form((UChar32)character);
    return usual <= 0xFFFF ? souk_icu_simplified((uint16_t)usual) : (uint32_t)usual;
}

/// Letters that Unicode does not decompose, and what a shopper types for them.
static const struct { UChar32 from; const char *to; } plain_letters[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x00FE, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"}, {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},
};

static int is_accent(UChar32 c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF)
        || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

/// Whether `mark` on `base` is a decoration that search ignores. Cyrillic letters such as й keep theirs:
/// they are letters of their own; only stress marks and the dots of ё are left out in writing.
static int drops(UChar32 base, UChar32 mark) {
    UErrorCode status = U_ZERO_ERROR;
    if (!is_accent(mark)) return 0;
    if (base >= '0' && base <= '9') return 1;
    if (!u_isalpha(base)) return 0;
    UScriptCode script = uscript_getScript(base, &status);
    if (script == USCRIPT_LATIN || script == USCRIPT_GREEK) return 1;
    return script == USCRIPT_CYRILLIC && (mark <= 0x0301 || (mark == 0x0308 && base == 0x0435));
}

static int is_apostrophe(UChar32 c) {
    return c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x02BC || c == 0x00B4;
}

static int is_emoji(UChar32 c) {
    return c >= 0x2190 && u_hasBinaryProperty(c, UCHAR_EMOJI) && u_charType(c) == U_OTHER_SYMBOL;
}

static uint8_t class_from_properties(UChar32 c) {
    if (c < 128) return souk_ascii_class((uint8_t)c);
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    int8_t type = u_charType(c);
    int is_letter = u_isalpha(c) || type == U_LETTER_NUMBER;
    if (script == USCRIPT_HAN && is_letter) return SOUK_CLASS_HAN;
    if (c == 0x30FC) return SOUK_CLASS_KANA;
    if ((script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) && is_letter) return SOUK_CLASS_KANA;
    if (script == USCRIPT_HANGUL && is_letter) return SOUK_CLASS_HANGUL;
    int is_mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT && (is_letter || is_mark))
        return SOUK_CLASS_COMPLEX;
    switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER: return SOUK_CLASS_LETTER;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ: return SOUK_CLASS_EXTEND;
    default: break;
    }
    if (is_emoji(c)) return SOUK_CLASS_EMOJI;
    return is_letter ? SOUK_CLASS_COMPLEX : SOUK_CLASS_OTHER;
}

enum { MAX_FOLDED = 64 };

/// Appends the decomposition of one case-folded code point without its accents, letter by letter folded.
static int append_plain(const UNormalizer2 *nfc, UChar32 c, UChar32 *out, int count) {
    if (is_apostrophe(c)) c = '\'';
    for (size_t i = 0; i < sizeof plain_letters / sizeof plain_letters[0]; i++) {
        if (plain_letters[i].from != c) continue;
        for (const char *letter = plain_letters[i].to; *letter; letter++) out[count++] = *letter;
        return count;
    }
    if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
        out[count++] = '0' + u_charDigitValue(c);
        return count;
    }
    UErrorCode status = U_ZERO_ERROR;
    UChar parts[16];
    int32_t length = unorm2_getDecomposition(nfc, c, parts, 16, &status);
    UChar32 base = c, next;
    if (U_SUCCESS(status) && length > 0) {
        int32_t at = 0;
        int all_drop = 1;
        U16_NEXT(parts, at, length, base);
        while (at < length) {
            U16_NEXT(parts, at, length, next);
            all_drop = all_drop && drops(base, next);
        }
        if (!all_drop) base = c;
    }
    // An accented ligature (ǽ) leaves a letter that has a plain spelling of its own.
    if (base != c) return append_plain(nfc, base, out, count);
    out[count++] = (UChar32)souk_icu_usual_han((uint32_t)base);
    return count;
}

/// What one code point folds to; returns how many code points.
static int fold_one(UChar32 c, UChar32 out[MAX_FOLDED]) {
    UErrorCode status = U_ZERO_ERROR;
    if (is_apostrophe(c)) return out[0] = '\'', 1;
    if (souk_is_mark_of_ownership(c)) return out[0] = ' ', 1;
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    UChar source[2], folded[MAX_FOLDED];
    int32_t source_length = 0;
    if (U_IS_SURROGATE(c)) return out[0] = 0xFFFD, 1;
    U16_APPEND_UNSAFE(source, source_length, c);
    int32_t length = unorm2_normalize(casefold, source, source_length, folded, MAX_FOLDED, &status);
    if (U_FAILURE(status)) return out[0] = c, 1;
    int count = 0;
    for (int32_t at = 0; at < length && count < MAX_FOLDED / 2;) {
        UChar32 part;
        U16_NEXT(folded, at, length, part);
        // "1½" must not read 11/2.
        if (part == 0x2044 && count > 0 && c != 0x2044 && out[0] != ' ') {
            memmove(out + 1, out, sizeof(UChar32) * (size_t)count++);
            out[0] = ' ';
        }
        if (count > 0 && drops(out[count - 1], part)) continue;
        count = append_plain(nfc, part, out, count);
    }
    return count;
}

static void fill_entry(fold_page *page, fold_entry *entry, UChar32 c) {
    UChar32 folded[MAX_FOLDED];
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
    int count = fold_one(c, folded);
    entry->flags = 0;
    if (U_SUCCESS(status) && !unorm2_hasBoundaryBefore(casefold, c)) entry->flags |= FOLD_JOINS;
    if (is_accent(c)) entry->flags |= FOLD_IS_ACCENT;
    if (is_emoji(c) && count == 1 && folded[0] == c) entry->flags |= FOLD_IS_EMOJI;
    if (c >= 0x1F1E6 && c <= 0x1F1FF) entry->flags |= FOLD_IS_REGIONAL;
    if (count == 0) {
        entry->flags |= FOLD_VANISHES;
    } else if (count == 1) {
        entry->value = (uint32_t)folded[0];
        entry->class = class_from_properties(folded[0]);
    } else {
        uint32_t *pool = realloc(page->pool, sizeof(uint32_t) * (page->pool_count + 1 + (uint32_t)count));
        entry->value = 0xFFFD;
        if (pool == NULL) return;
        page->pool = pool;
        entry->flags |= FOLD_EXPANDS;
        entry->value = page->pool_count;
        pool[page->pool_count++] = (uint32_t)count;
        for (int i = 0; i < count; i++) pool[page->pool_count++] = (uint32_t)folded[i];
    }
    if (count > 0 && drops(folded[count - 1], 0x0301)) entry->flags |= FOLD_DROPS_ACCENTS;
}

_Atomic(fold_page *) souk_fold_pages[0x1100];

const fold_page *souk_fold_make_page(UChar32 c) {
    size_t number = (size_t)c >> 8;
    fold_page *page = calloc(1, sizeof(fold_page));
    if (page == NULL) return NULL;
    for (UChar32 i = 0; i < 256; i++) {
        fold_entry *entry = &page->entries[i];
        fill_entry(page, entry, (UChar32)(number << 8) + i);
        int is_plain = entry->flags == 0 && entry->class == SOUK_CLASS_HAN && entry->value <= 0xFFFF;
        page->plain_han[i] = is_plain ? (uint16_t)entry->value : 0;
    }
    fold_page *first = NULL;
    // Two threads may make the same page; the first one published stays.
    if (atomic_compare_exchange_strong(&souk_fold_pages[number], &first, page)) return page;
    free(page->pool);
    free(page);
    return first;
}

uint8_t souk_fold_class(UChar32 c) {
    const fold_page *page = souk_fold_page(c);
    return page == NULL ? SOUK_CLASS_OTHER : page->entries[c & 255].class;
}
