// Candidates of a window: documents and what they may be worth, narrowed from step to step. Documents rise.
#ifndef CSOUK_CANDIDATES_H
#define CSOUK_CANDIDATES_H

#include <stddef.h>
#include <stdint.h>

/// Places that kernels may write beyond what they return.
enum { SOUK_CANDIDATE_SLACK = 16 };

/// Writes `base` and the place of every sum of at least `needed`, and the sums themselves; returns how many. There is
/// room for `count` and the slack.
size_t souk_collect_above(
    const float *sums, size_t count, uint32_t base, float needed, uint32_t *documents, float *bounds);

/// Marks the lines of 16 sums that the documents lie in, `base` the first of all places.
void souk_mark_lines(const uint32_t *documents, size_t count, uint32_t base, uint64_t *lines);

/// Like `souk_collect_above`, for the lines marked alone; `word_count` words of 64 lines. Leaves sums and marks 0.
size_t souk_collect_marked(
    float *sums, uint64_t *lines, size_t word_count, uint32_t base, float needed, uint32_t *documents,
    float *bounds);

/// Takes `less` from the bound of every document whose bit is not set, and keeps the documents whose bound is still at
/// least `limit`, in their order; returns how many. There is room for the slack.
size_t souk_drop_absent(
    const uint64_t *words, float less, float limit, uint32_t *documents, float *bounds, size_t count);

// The same without vector instructions, so that a test holds the two together.
size_t souk_collect_above_scalar(
    const float *sums, size_t count, uint32_t base, float needed, uint32_t *documents, float *bounds);
size_t souk_collect_marked_scalar(
    float *sums, uint64_t *lines, size_t word_count, uint32_t base, float needed, uint32_t *documents,
    float *bounds);
size_t souk_drop_absent_scalar(
    const uint64_t *words, float less, float limit, uint32_t *documents, float *bounds, size_t count);

#endif
