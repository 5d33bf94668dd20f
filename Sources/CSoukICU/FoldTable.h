// The folding table: what one code point becomes, made from ICU's properties page by page.
#ifndef SOUK_FOLD_TABLE_H
#define SOUK_FOLD_TABLE_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <unicode/utypes.h>

enum {
    /// Folds to nothing (zero-width and other default ignorable characters).
    FOLD_VANISHES = 1,
    /// Folds to several code points, `value` is their place in the page's pool.
    FOLD_EXPANDS = 2,
    /// May combine with the character before it: both must be normalised together.
    FOLD_JOINS = 4,
    /// An accent that is dropped after a letter that takes none.
    FOLD_IS_ACCENT = 8,
    /// A letter or digit after which accents are dropped.
    FOLD_DROPS_ACCENTS = 16,
    FOLD_IS_EMOJI = 32,
    FOLD_IS_REGIONAL = 64,
};

typedef struct fold_entry {
    uint32_t value;
    uint8_t class;
    uint8_t flags;
} fold_entry;

typedef struct fold_page {
    fold_entry entries[256];
    /// The unit that a Han character folds to; 0 for what has no class of its own, joins, or becomes more than one unit.
    uint16_t plain_han[256];
    uint32_t pool_count;
    /// Expansions: a count, then that many code points.
    uint32_t *pool;
} fold_page;

/// The pages made so far, by the upper bits of the code point; NULL for the others.
extern _Atomic(fold_page *) souk_fold_pages[0x1100];

/// Makes a page, or finds the one that another thread made; NULL only if memory is exhausted.
const fold_page *souk_fold_make_page(UChar32 character);

/// The page of a code point (at most U+10FFFF); NULL only if memory is exhausted.
static inline const fold_page *souk_fold_page(UChar32 character) {
    const fold_page *page = atomic_load_explicit(&souk_fold_pages[(size_t)character >> 8], memory_order_acquire);
    return page != NULL ? page : souk_fold_make_page(character);
}

/// ™ ℠ ® © behind a name say whose it is and are no part of it: compatibility would make letters of two of them.
static inline int souk_is_mark_of_ownership(UChar32 c) {
    return c == 0x2122 || c == 0x2120 || c == 0xAE || c == 0xA9;
}

/// The class of a code point that folds to itself.
uint8_t souk_fold_class(UChar32 character);

#endif
