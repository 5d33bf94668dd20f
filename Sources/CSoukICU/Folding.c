#include <stdlib.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "FoldTable.h"
#include "State.h"

/// The longest sequence that is normalised together; Unicode's stream-safe format allows 30 marks.
enum { MAX_SEGMENT = 32, MAX_EXPANSION = 20, MAX_EMOJI = 16 };
/// Units that one step of the loop can write at most.
enum { SLACK = MAX_SEGMENT * MAX_EXPANSION };

enum { ZERO_WIDTH_JOINER = 0x200D, TEXT_STYLE = 0xFE0E, EMOJI_STYLE = 0xFE0F, TIMES = 0xD7 };

static int reserve(souk_icu *icu, size_t more) {
    if (icu->capacity - icu->count >= more) return 1;
    size_t capacity = icu->capacity * 2 > icu->count + more ? icu->capacity * 2 : icu->count + more;
    uint16_t *units = realloc(icu->units, capacity * sizeof(uint16_t));
    if (units) icu->units = units;
    uint32_t *starts = realloc(icu->starts, capacity * sizeof(uint32_t));
    if (starts) icu->starts = starts;
    uint32_t *ends = realloc(icu->ends, capacity * sizeof(uint32_t));
    if (ends) icu->ends = ends;
    uint8_t *classes = realloc(icu->classes, capacity);
    if (classes) icu->classes = classes;
    if (!units || !starts || !ends || !classes) return 0;
    icu->capacity = capacity;
    return 1;
}

static inline void put_unit(souk_icu *icu, uint16_t unit, uint8_t class, size_t start, size_t end) {
    size_t at = icu->count++;
    icu->units[at] = unit;
    icu->starts[at] = (uint32_t)start;
    icu->ends[at] = (uint32_t)end;
    icu->classes[at] = class;
}

static inline void put(souk_icu *icu, UChar32 c, uint8_t class, size_t start, size_t end) {
    if (c <= 0xFFFF) {
        put_unit(icu, (uint16_t)c, class, start, end);
    } else {
        put_unit(icu, U16_LEAD(c), class, start, end);
        put_unit(icu, U16_TRAIL(c), class, start, end);
    }
}

/// State of one call: whether an accent after the last character is dropped, whether a × was seen.
typedef struct fold_context {
    souk_icu *icu;
    int drops_accents;
    int saw_times;
} fold_context;

/// Writes what one normalised code point folds to.
static void put_folded(fold_context *context, UChar32 c, size_t start, size_t end) {
    const fold_page *page = souk_fold_page(c);
    if (page == NULL) return;
    fold_entry entry = page->entries[c & 255];
    if (entry.flags & (FOLD_VANISHES | FOLD_EXPANDS | FOLD_IS_ACCENT)) {
        if (entry.flags & FOLD_VANISHES) return;
        if ((entry.flags & FOLD_IS_ACCENT) && context->drops_accents) {
            if (context->icu->count > 0) context->icu->ends[context->icu->count - 1] = (uint32_t)end;
            return;
        }
        if (entry.flags & FOLD_EXPANDS) {
            const uint32_t *pool = page->pool + entry.value;
            for (uint32_t i = 1; i <= pool[0]; i++)
                put(context->icu, (UChar32)pool[i], souk_fold_class((UChar32)pool[i]), start, end);
            context->drops_accents = (entry.flags & FOLD_DROPS_ACCENTS) != 0;
            return;
        }
    }
    // Another kind of mark between letter and accent does not shield the accent: normalising reorders them.
    if (entry.class != SOUK_CLASS_EXTEND) context->drops_accents = (entry.flags & FOLD_DROPS_ACCENTS) != 0;
    context->saw_times |= entry.value == TIMES;
    put(context->icu, (UChar32)entry.value, entry.class, start, end);
}

static inline uint8_t flags_of(UChar32 c) {
    const fold_page *page = souk_fold_page(c);
    return page == NULL ? 0 : page->entries[c & 255].flags;
}

/// One emoji with its modifiers, joined emoji and flag letters; style selectors are left out. Returns the
/// offset after it.
static int32_t fold_emoji(
    fold_context *context, const uint8_t *utf8, int32_t at, int32_t length, UChar32 first) {
    souk_icu *icu = context->icu;
    UChar32 parts[MAX_EMOJI + 2] = {first};
    int32_t start = at - U8_LENGTH(first), count = 1, end = at;
    int pending_joiner = 0, may_pair = (flags_of(first) & FOLD_IS_REGIONAL) != 0;
    while (at < length && count < MAX_EMOJI) {
        UChar32 c;
        U8_NEXT_OR_FFFD(utf8, at, length, c);
        uint8_t flags = c < 128 ? 0 : flags_of(c);
        if (c == TEXT_STYLE || c == EMOJI_STYLE || (c >= 0xE0020 && c <= 0xE007F)) {
            if (pending_joiner) break;
        } else if (c == ZERO_WIDTH_JOINER && !pending_joiner) {
            pending_joiner = 1;
            continue;
        } else if (c >= 0x1F3FB && c <= 0x1F3FF && !pending_joiner) {
            parts[count++] = c;
        } else if (pending_joiner && (flags & FOLD_IS_EMOJI)) {
            parts[count++] = ZERO_WIDTH_JOINER;
            parts[count++] = c;
        } else if (may_pair && (flags & FOLD_IS_REGIONAL)) {
            parts[count++] = c;
            may_pair = 0;
        } else {
            break;
        }
        pending_joiner = 0;
        end = at;
    }
    size_t before = icu->count;
    for (int32_t i = 0; i < count; i++) put(icu, parts[i], SOUK_CLASS_EMOJI_REST, (size_t)start, (size_t)end);
    icu->classes[before] = SOUK_CLASS_EMOJI;
    context->drops_accents = 0;
    return end;
}

/// Normalises `first` together with the characters after it that may combine. Returns the offset after.
static int32_t fold_segment(
    fold_context *context, const uint8_t *utf8, int32_t at, int32_t length, UChar32 first) {
    UChar source[2 * MAX_SEGMENT], folded[SLACK];
    int32_t start = at - U8_LENGTH(first), source_length = 0;
    U16_APPEND_UNSAFE(source, source_length, first);
    for (int members = 1; at < length && members < MAX_SEGMENT; members++) {
        UChar32 c;
        int32_t next = at;
        U8_NEXT_OR_FFFD(utf8, next, length, c);
        if (c < 128 || !(flags_of(c) & FOLD_JOINS)) break;
        U16_APPEND_UNSAFE(source, source_length, c);
        at = next;
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = unorm2_normalize(context->icu->casefold, source, source_length, folded, SLACK, &status);
    if (U_FAILURE(status)) return at;
    for (int32_t i = 0; i < count;) {
        UChar32 c;
        U16_NEXT(folded, i, count, c);
        put_folded(context, c, (size_t)start, (size_t)at);
    }
    return at;
}

/// A multiplication sign between digits is the letter that shoppers type for it.
static void replace_times(souk_icu *icu) {
    for (size_t i = 1; i + 1 < icu->count; i++) {
        if (icu->units[i] != TIMES || icu->classes[i - 1] != SOUK_CLASS_DIGIT) continue;
        if (icu->classes[i + 1] != SOUK_CLASS_DIGIT) continue;
        icu->units[i] = 'x';
        icu->classes[i] = SOUK_CLASS_LETTER;
    }
}

/// Whether a byte begins a character from U+4000 to U+9FFF: none of these combines with the one before.
static inline int is_han_lead(uint8_t byte) { return byte >= 0xE4 && byte <= 0xE9; }

/// Whether nothing that begins with these bytes combines with the character before it: ASCII, Han, the punctuation from U+3000 to
/// U+3028 and the full-width forms from U+FF00 to U+FF3F.
static inline int stands_alone(const uint8_t *next, int32_t left) {
    if (left <= 0 || next[0] < 128 || is_han_lead(next[0])) return 1;
    if (left < 3) return 0;
    return (next[0] == 0xE3 && next[1] == 0x80 && next[2] <= 0xA8) || (next[0] == 0xEF && next[1] == 0xBC);
}

/// Folds the characters from `at` on that stand for themselves: ASCII, and Han characters and punctuation that fold to one
/// unit, as long as nothing after them may combine with them. Returns where the first other one begins; most texts have few.
static int32_t fold_plain(fold_context *context, const uint8_t *utf8, int32_t at, int32_t length) {
    souk_icu *icu = context->icu;
    // SAFETY: `reserve` made room for a unit a byte.
    uint16_t *restrict units = icu->units;
    uint32_t *restrict starts = icu->starts;
    uint32_t *restrict ends = icu->ends;
    uint8_t *restrict classes = icu->classes;
    size_t count = icu->count;
    int32_t first = at;
    while (at < length) {
        // Han before Han or ASCII: most characters of a Chinese text.
        while (at + 3 < length) {
            uint8_t lead = utf8[at], second = utf8[at + 1], third = utf8[at + 2], after = utf8[at + 3];
            if (!is_han_lead(lead) || ((second & third & 0xC0) ^ 0x80) || ((second | third) & 0x40)) break;
            if (after >= 128 && !is_han_lead(after)) break;
            UChar32 c = (lead & 0xF) << 12 | (second & 0x3F) << 6 | (third & 0x3F);
            const fold_page *page = souk_fold_page(c);
            uint16_t unit = page == NULL ? 0 : page->plain_han[c & 255];
            if (unit == 0) break;
            units[count] = unit;
            classes[count] = SOUK_CLASS_HAN;
            starts[count] = (uint32_t)at;
            ends[count] = (uint32_t)at + 3;
            count++;
            at += 3;
        }
        uint8_t lead = utf8[at];
        int32_t next;
        if (lead < 128) {
            next = at + 1;
            // It may carry an accent: then it takes the long way.
            if (!stands_alone(utf8 + next, length - next)) break;
            units[count] = souk_ascii_lower(lead);
            classes[count] = souk_ascii_class(lead);
        } else {
            next = at + 3;
            // All that is well formed with these: U+3000 to U+CFFF, U+F000 to U+FFFF.
            if (!((lead >= 0xE3 && lead <= 0xEC) || lead == 0xEF) || next > length) break;
            uint8_t second = utf8[at + 1], third = utf8[at + 2];
            if (((second & 0xC0) ^ 0x80) | ((third & 0xC0) ^ 0x80)) break;
            if (!stands_alone(utf8 + next, length - next)) break;
            UChar32 c = (lead & 0xF) << 12 | (second & 0x3F) << 6 | (third & 0x3F);
            const fold_page *page = souk_fold_page(c);
            if (page == NULL) break;
            uint16_t unit = page->plain_han[c & 255];
            uint8_t class = SOUK_CLASS_HAN;
            if (unit == 0) {
                fold_entry entry = page->entries[c & 255];
                if (entry.flags != 0 || entry.value > 0xFFFF || entry.value == TIMES) break;
                if (entry.class == SOUK_CLASS_EXTEND) break;
                unit = (uint16_t)entry.value;
                class = entry.class;
            }
            units[count] = unit;
            classes[count] = class;
        }
        starts[count] = (uint32_t)at;
        ends[count] = (uint32_t)next;
        count++;
        at = next;
    }
    icu->count = count;
    if (at > first) context->drops_accents = 0;
    return at;
}

int32_t souk_icu_fold(souk_icu *icu, const uint8_t *utf8, size_t size, souk_folded_text *out) {
    fold_context context = {icu, 0, 0};
    int32_t at = 0, length = (int32_t)size;
    icu->count = 0;
    while (at < length) {
        if (!reserve(icu, (size_t)(length - at) + SLACK)) return U_MEMORY_ALLOCATION_ERROR;
        at = fold_plain(&context, utf8, at, length);
        if (at >= length) break;
        UChar32 c, next = 0;
        int32_t start = at;
        U8_NEXT_OR_FFFD(utf8, at, length, c);
        if (c >= 128 && (flags_of(c) & (FOLD_IS_EMOJI | FOLD_IS_REGIONAL))) {
            at = fold_emoji(&context, utf8, at, length, c);
            continue;
        }
        if (at < length && utf8[at] >= 128) {
            int32_t peek = at;
            U8_NEXT_OR_FFFD(utf8, peek, length, next);
            if (c != 0xFFFD && !souk_is_mark_of_ownership(c) && (flags_of(next) & FOLD_JOINS)) {
                at = fold_segment(&context, utf8, at, length, c);
                continue;
            }
        }
        put_folded(&context, c, (size_t)start, (size_t)at);
    }
    if (context.saw_times) replace_times(icu);
    *out = (souk_folded_text){icu->units, icu->starts, icu->ends, icu->classes, icu->count};
    return 0;
}
