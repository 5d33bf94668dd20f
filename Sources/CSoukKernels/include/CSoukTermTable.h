// A hash table of a segment's terms, asked for many made-up words at once, nearly all of which are no terms.
#ifndef CSOUK_TERM_TABLE_H
#define CSOUK_TERM_TABLE_H

#include <stddef.h>
#include <stdint.h>

/// Slots of a bucket: a cache line of them.
enum { SOUK_TERM_BUCKET = 16 };

/// Puts ordinals into the slots, of which all bits are set before; a bucket that is full overflows into the next.
///
/// A slot holds the ordinal in its lowest bits, and bits of the hash above. Every ordinal is below
/// `(1 << ordinal_bits) - 1`, and there are more slots than ordinals.
void souk_insert_terms(
    uint32_t *slots, size_t bucket_count, unsigned ordinal_bits, const uint64_t *hashes, const uint32_t *ordinals,
    size_t count);

/// Writes the ordinals of all terms that may have one of the hashes, and returns how many; at most `room`.
size_t souk_find_terms(
    const uint32_t *slots, size_t bucket_count, unsigned ordinal_bits, const uint64_t *hashes, size_t count,
    uint32_t *ordinals, size_t room);

/// Adds hashes to a set of `1 << word_bits` words (1 to 26 bits), with some false members and no false absences.
void souk_set_hashes(uint64_t *set, unsigned word_bits, const uint64_t *hashes, size_t count);
int souk_has_hash(const uint64_t *set, unsigned word_bits, uint64_t hash);

/// Writes those of the hashes `base + factor * symbol` that are in the set, and returns how many. `members` has room
/// for all.
size_t souk_collect_members(
    const uint64_t *symbols, size_t count, uint64_t base, uint64_t factor, const uint64_t *set, unsigned word_bits,
    uint64_t *members);

#endif
