// Unions of posting lists: a bit for every document of a segment, and lists of those that are new.
#ifndef CSOUK_UNIONS_H
#define CSOUK_UNIONS_H

#include <stddef.h>
#include <stdint.h>

/// Documents that share a byte: whether they hold any of a union, or are still taken into it.
enum { SOUK_UNION_LINE = 512 };

/// Sets the bit of every document, marks its line of 512 documents as touched, and writes those whose bit was not yet
/// set to `added`, which has room for one more than there may be. Returns how many.
size_t souk_insert_new_documents(
    const uint32_t *documents, size_t count, uint64_t *words, uint8_t *lines, uint32_t *added);

/// Sets the bits of those of a block's rising documents, at least one, that lie in marked lines.
///
/// `starts` are the marked lines' first documents, rising. Returns how many lines end with the block or before.
size_t souk_insert_marked(
    const uint32_t *documents, size_t count, const uint32_t *starts, size_t start_count, uint64_t *words);
size_t souk_insert_marked_scalar(
    const uint32_t *documents, size_t count, const uint32_t *starts, size_t start_count, uint64_t *words);

/// Keeps the bits that the given sets hold too (NULL: all documents), and counts what is left; or clears all of them.
size_t souk_count_bits(
    uint64_t *words, size_t word_count, const uint64_t *first, const uint64_t *second, int clears);

/// The same for a set whose documents are all listed; the list stays as it is.
size_t souk_restrict_listed(
    const uint32_t *listed, size_t count, uint64_t *words, const uint64_t *first, const uint64_t *second);

/// Clears the words and lines of all listed documents.
void souk_clear_listed(const uint32_t *listed, size_t count, uint64_t *words, uint8_t *lines);

#endif
