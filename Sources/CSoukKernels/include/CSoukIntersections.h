// Documents looked up in one decoded block of a posting list.
//
// `held` are the block's documents: rising, with room for 128 numbers; what follows the `held_count` numbers is not below
// the last.
#ifndef CSOUK_INTERSECTIONS_H
#define CSOUK_INTERSECTIONS_H

#include <stddef.h>
#include <stdint.h>

/// Keeps, of the documents from place `*next` on that are not behind the last of `held`, those that it holds.
///
/// - kept: documents kept before; they stand at the beginning.
/// Returns how many are kept now, and moves `*next` behind the documents looked at.
size_t souk_keep_held(
    const uint32_t *held, size_t held_count, uint32_t *documents, size_t count, size_t *next, size_t kept);

/// The same, one document after another.
size_t souk_keep_held_scalar(
    const uint32_t *held, size_t held_count, uint32_t *documents, size_t count, size_t *next, size_t kept);

/// The first place of `held` from `start` on that holds `document` or more; `held_count` if there is none.
size_t souk_find_held(const uint32_t *held, size_t held_count, size_t start, uint32_t document);

/// The places of `count` rising documents, all of which are held.
///
/// - places: with room for 16 more. Of documents that are not held any place up to `held_count`.
void souk_find_places(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places);

/// The same, one document after another.
void souk_find_places_scalar(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places);

/// Stands for a document that a block does not hold.
enum { SOUK_NOT_HELD = 255 };

/// The place of each of `count` rising documents, or SOUK_NOT_HELD; returns how many are held.
size_t souk_match_held(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places);

/// The same without vectors.
size_t souk_match_held_scalar(
    const uint32_t *held, size_t held_count, const uint32_t *documents, size_t count, uint8_t *places);

#endif
