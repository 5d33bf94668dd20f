// Where phrases begin, document by document: the words' places, moved back by how far each stands inside the phrase.
#ifndef CSOUK_PHRASES_H
#define CSOUK_PHRASES_H

#include <stddef.h>
#include <stdint.h>

/// A *place* is a slot above bit 12 (up to 7) and a position below (up to 3,071). A *start* is a place + 1,024 less the
/// word's offset (up to 1,023) in the phrase: words stand side by side where their starts are equal. No start is 0.
///
/// A document's starts are one number: the start when there is one; 0 for none; the next with the place of a list in a
/// pool, of its length and its starts, rising, when there are several; the last when they have to be found elsewhere.
#define SOUK_PLACE_SHIFT 12
#define SOUK_LARGEST_SLOT 7
#define SOUK_LARGEST_POSITION 3071
#define SOUK_START_BIAS 1024
#define SOUK_SEVERAL_STARTS 0x80000000u
#define SOUK_UNKNOWN_STARTS 0xFFFFFFFFu
/// The longest list; a pool for n documents has room for 63 n numbers.
#define SOUK_MOST_STARTS 62

/// The places of a term's postings, found by document through a bitmap.
typedef struct {
    /// A bit for every document that holds the term, and how many postings stand before each word.
    const uint64_t *words;
    const uint32_t *ranks;
    /// The place of every posting that has one; 0x8000 and more: the number of a list, from the base of its 256 postings
    /// on; 0xFFFF: not known here.
    const uint16_t *places;
    const uint32_t *bases;
    /// Lists: the length, then the places, rising.
    const uint16_t *lists;
} souk_term_places;

#define SOUK_PLACE_LIST 0x8000u
#define SOUK_PLACE_UNKNOWN 0xFFFFu
#define SOUK_PLACE_GROUP_SHIFT 8

/// Writes the documents that all sets hold, from word `*word` on, and moves `*word` behind the words done.
///
/// Stops at `word_count`, or when fewer than 64 documents have room. Returns how many there are.
size_t souk_next_members(
    const uint64_t *const *sets, size_t set_count, size_t *word, size_t word_count, uint32_t *documents, size_t room);

/// Reads the starts of documents that hold the term; `bias` is SOUK_START_BIAS less the word's offset.
void souk_read_starts(
    const souk_term_places *term, uint32_t bias, const uint32_t *documents, size_t count, uint32_t *starts,
    uint32_t *pool);

/// Keeps, of documents that hold the term, those that it has a start of, and of their starts those in common.
///
/// Lists are shortened where they stand. Returns how many documents are left.
size_t souk_align_places(
    const souk_term_places *term, uint32_t bias, uint32_t *documents, uint32_t *starts, uint32_t *pool, size_t count);

/// The same with starts that were read for each document.
size_t souk_align_starts(
    const uint32_t *others, const uint32_t *other_pool, uint32_t *documents, uint32_t *starts, uint32_t *pool,
    size_t count);

#endif
