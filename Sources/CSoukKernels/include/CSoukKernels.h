// The few loops that want vector or special instructions, chosen at run time.
//
// A loop written anew for them has a twin of plain C, `…_scalar`, which tests hold it to. One that the compiler makes twice,
// of the same source for different machines, is held to a plain loop of the tests.
#ifndef CSOUK_KERNELS_H
#define CSOUK_KERNELS_H

#include "CSoukBytePatterns.h"
#include "CSoukCandidates.h"
#include "CSoukFactors.h"
#include "CSoukIntersections.h"
#include "CSoukPhrases.h"
#include "CSoukTermTable.h"
#include "CSoukTransformer.h"
#include "CSoukUnions.h"
#include "CSoukVectors.h"
#include "CSoukWorkMemory.h"

#include <stddef.h>
#include <stdint.h>

/// Begins to fetch the cache line of an address, which need not be valid.
static inline void souk_prefetch(const void *address) { __builtin_prefetch(address); }

/// CRC-32C (Castagnoli) of `count` bytes, continued from `seed` (0 to begin).
uint32_t souk_crc32c(uint32_t seed, const void *bytes, size_t count);

/// The same by table, for machines without the instruction; exposed so that a test holds the two together.
uint32_t souk_crc32c_scalar(uint32_t seed, const void *bytes, size_t count);

/// Unpacks a full block of 128 document numbers from `16 * width` bytes: each is the one before, the packed gap, and 1.
///
/// - base: the document before the first; the largest number when there is none, since sums wrap.
/// - width: 0 to 32 bits.
/// Returns the last document. Sums wrap silently: the caller compares the last document with what it expects.
uint32_t souk_unpack_documents(const void *packed, unsigned width, uint32_t base, uint32_t *documents);

/// Unpacks `count` numbers of `width` bits (0 to 32), lowest bits first; numbers past the `byte_count` bytes are 0.
void souk_unpack_bits(const void *packed, size_t byte_count, unsigned width, size_t count, uint32_t *values);

/// Writes frequency / (frequency + norm) for every one of `count` frequencies.
void souk_fill_units(const float *frequencies, size_t count, float norm, float *units);

/// Adds `weight * units[code] - less`, if above 0, to the sum of every posting's document; `sums[0]` is that of document `base`.
void souk_accumulate_units(
    const uint32_t *documents, const uint8_t *codes, size_t count, uint32_t base, const float *units, float weight,
    float less, float *sums);

/// Adds `weight * f / (f + norm) - less`, if above 0, with the code's frequency f; `norms[0]` and `sums[0]` are those of `base`.
void souk_accumulate_norms(
    const uint32_t *documents, const uint8_t *codes, size_t count, uint32_t base, const float *norms,
    const float *frequencies, float weight, float less, float *sums);

/// Sets the bit of every one of `count` doubles from `lower` to `upper`, both included; NaN lies in no range.
void souk_select_range(const void *values, size_t count, double lower, double upper, uint64_t *words);

/// Sets the bit of every one of `count` codes from `low` to `high`, both included.
void souk_select_codes(const uint8_t *codes, size_t count, uint8_t low, uint8_t high, uint64_t *words);
void souk_select_codes_scalar(const uint8_t *codes, size_t count, uint8_t low, uint8_t high, uint64_t *words);

/// Adds 1 to the counter of every document's code, for the documents whose bit is set.
void souk_count_codes(const uint64_t *words, size_t word_count, const uint16_t *codes, uint32_t *counters);

/// The bits that are set in both of two bitmaps of `count` words.
size_t souk_count_both(const uint64_t *a, const uint64_t *b, size_t count);
size_t souk_count_both_scalar(const uint64_t *a, const uint64_t *b, size_t count);

/// Puts the bits that are set in both into `result`, which may be one of the two; returns how many there are.
size_t souk_intersect(const uint64_t *a, const uint64_t *b, size_t count, uint64_t *result);
size_t souk_intersect_scalar(const uint64_t *a, const uint64_t *b, size_t count, uint64_t *result);

/// Sets the bits of all documents.
void souk_set_bits(const uint32_t *documents, size_t count, uint64_t *words);

/// Keeps the documents whose bit is set, in their order; returns how many.
size_t souk_keep_members(const uint64_t *words, uint32_t *documents, size_t count);

/// Counts the bits of the union or the intersection of one or more sets, inside `allowed` where that is not NULL.
size_t souk_count_combined(
    const uint64_t *const *sets, size_t set_count, int is_union, const uint64_t *allowed, size_t word_count);

#endif
