// CSoukICU: the few coarse ICU calls that Souk needs, behind opaque types.
//
// No ICU header is seen by Swift: ICU's types would clash with the toolchain's own copy, and the
// versioned symbol names stay inside this target.
#ifndef CSOUK_ICU_H
#define CSOUK_ICU_H

#include <stddef.h>
#include <stdint.h>

#include "Dictionary.h"

/// What a folded character is to the tokenizer. One class a UTF-16 unit.
enum {
    /// Spaces, punctuation, symbols, controls, U+FFFD: never part of a token.
    SOUK_CLASS_OTHER = 0,
    /// A letter of an alphabet whose words are written apart.
    SOUK_CLASS_LETTER = 1,
    /// `@`: a letter to ICU 72's rules, a separator to the product rules.
    SOUK_CLASS_AT = 2,
    SOUK_CLASS_DIGIT = 3,
    SOUK_CLASS_UNDERSCORE = 4,
    /// `.` and `'`: join letter to letter and digit to digit.
    SOUK_CLASS_MID_BOTH = 5,
    /// `,` and `;`: join digit to digit.
    SOUK_CLASS_MID_DIGITS = 6,
    /// A mark that belongs to the character before it.
    SOUK_CLASS_EXTEND = 7,
    SOUK_CLASS_HAN = 8,
    SOUK_CLASS_KANA = 9,
    SOUK_CLASS_HANGUL = 10,
    /// Thai, Lao, Khmer, Burmese...: words are found with a dictionary.
    SOUK_CLASS_COMPLEX = 11,
    /// The first character of an emoji, and the ones that belong to it.
    SOUK_CLASS_EMOJI = 12,
    SOUK_CLASS_EMOJI_REST = 13,
};

/// The class of an ASCII character (`byte` < 128).
static inline uint8_t souk_ascii_class(uint8_t byte) {
    static const uint8_t classes[128] = {
        ['0' ... '9'] = SOUK_CLASS_DIGIT,        ['A' ... 'Z'] = SOUK_CLASS_LETTER,
        ['a' ... 'z'] = SOUK_CLASS_LETTER,       ['@'] = SOUK_CLASS_AT,
        ['_'] = SOUK_CLASS_UNDERSCORE,           ['.'] = SOUK_CLASS_MID_BOTH,
        ['\''] = SOUK_CLASS_MID_BOTH,            [','] = SOUK_CLASS_MID_DIGITS,
        [';'] = SOUK_CLASS_MID_DIGITS,
    };
    return classes[byte & 127];
}

/// ASCII lower case without a branch.
static inline uint8_t souk_ascii_lower(uint8_t byte) {
    return byte | (uint8_t)(((uint8_t)(byte - 'A') < 26) << 5);
}

/// One analyzer's ICU state: a word break iterator and the folding buffers. Not thread safe; one per
/// thread. The folding table behind it is shared by all and filled page by page on first use.
typedef struct souk_icu souk_icu;

/// Folded text: `count` UTF-16 units, each with its class and the UTF-8 byte range in the source of
/// the characters that it came from. Valid until the next `souk_icu_fold` on the same state.
typedef struct souk_folded_text {
    const uint16_t *units;
    const uint32_t *starts;
    const uint32_t *ends;
    const uint8_t *classes;
    size_t count;
} souk_folded_text;

/// Opens the state. Returns 0, or ICU's error code (then `*out` is NULL).
int32_t souk_icu_open(souk_icu **out);
void souk_icu_close(souk_icu *icu);
/// ICU's name of an error code, such as `U_MISSING_RESOURCE_ERROR`.
const char *souk_icu_error_name(int32_t code);

/// The versions of ICU and of Unicode, such as `72.1` and `15.0`; at least 20 bytes each.
void souk_icu_versions(char *icu_version, char *unicode_version);

/// Folds `length` bytes of UTF-8 (any bytes; less than 2^31): NFKC case folding, accents of Latin and
/// Greek letters removed, traditional Han to simplified, digits to ASCII, apostrophes to `'`, a
/// multiplication sign between digits to `x`. Bytes that are not UTF-8 become U+FFFD.
/// Returns 0, or ICU's code for exhausted memory.
int32_t souk_icu_fold(souk_icu *icu, const uint8_t *utf8, size_t length, souk_folded_text *out);

/// Sets `flags[i]` to 1 for every word boundary i in 0...count and to 0 elsewhere; `flags` holds
/// count + 1 bytes. Long texts are given to ICU in pieces, so that time stays linear.
void souk_icu_mark_words(souk_icu *icu, const uint16_t *units, size_t count, uint8_t *flags);

/// The boundaries and rule status of ICU's own word breaking of one text, nothing of ours; the oracle
/// of the tests. Returns the number of boundaries after 0 written to `ends` and `is_word`.
size_t souk_icu_plain_words(
    souk_icu *icu, const uint16_t *units, size_t count, int32_t *ends, uint8_t *is_word);

/// Fills `table` with ICU's Hant-Hans for every single Han character of the BMP (itself where there is
/// no simplified form). Used to make and to check `Generated/TraditionalToSimplified.inc`.
int32_t souk_icu_traditional_table(uint16_t table[65536]);

/// The checked-in simplified form of a BMP character, or the character itself.
uint16_t souk_icu_simplified(uint16_t character);

/// What folding makes of one Han character: the simplified form of the usual writing; itself for any other.
uint32_t souk_icu_usual_han(uint32_t character);

/// ICU's way from Han characters to Latin letters. Not thread safe.
typedef struct souk_romanizer souk_romanizer;

/// Opens it. Returns 0, or ICU's error code (then `*out` is NULL).
int32_t souk_romanizer_open(souk_romanizer **out);
void souk_romanizer_close(souk_romanizer *romanizer);
/// Writes the commonest syllable of a Han character, letters a to z without a tone; returns how many letters, 0 when it has
/// none.
size_t souk_romanize(souk_romanizer *romanizer, uint32_t scalar, char *syllable, size_t capacity);

#endif
