// Unions of posting lists: a bit for every document of a segment, and lists of those that are new.
#ifndef CSOUK_UNIONS_H
#define CSOUK_UNIONS_H

#include <stddef.h>
#include <stdint.h>

/// Sets the bit of every document, marks its line of 512 documents as touched, and writes those whose bit was not yet
/// set to `added`, which has room for one more than there may be. Returns how many.
size_t souk_insert_new_documents(
    const uint32_t *documents, size_t count, uint64_t *words, uint8_t *lines, uint32_t *added);

/// Keeps the bits that the given sets hold too (NULL: all documents), and counts what is left; or clears all of them.
size_t souk_count_bits(
    uint64_t *words, size_t word_count, const uint64_t *first, const uint64_t *second, int clears);

/// The same for a set whose documents are all listed; the list stays as it is.
size_t souk_restrict_listed(
    const uint32_t *listed, size_t count, uint64_t *words, const uint64_t *first, const uint64_t *second);

/// Clears the words and lines of all listed documents.
void souk_clear_listed(const uint32_t *listed, size_t count, uint64_t *words, uint8_t *lines);

/// Takes the sums of the listed documents, `base` the first of all places, and leaves 0 in their place. Writes those of at
/// least `needed` to `bounds` and their documents to `chosen`, which have room for one more than there may be; returns how
/// many.
size_t souk_collect_listed(
    const uint32_t *listed, size_t count, uint32_t base, float needed, float *sums, uint32_t *chosen, float *bounds);

/// Makes two runs of rising documents one: the first `first` of `count`, and the rest. There is room for twice `count`.
void souk_merge_candidates(uint32_t *documents, float *bounds, size_t first, size_t count);

/// Keeps the documents with a bound of at least `needed`, in their order, and adds `left_out` to it; returns how many.
size_t souk_bound_candidates(uint32_t *documents, float *bounds, size_t count, float needed, float left_out);

#endif
