#ifndef CSOUK_VECTORS_H
#define CSOUK_VECTORS_H

#include <stddef.h>
#include <stdint.h>

// Products of dense vectors. Sums of floats are taken in another order on every kind of machine, so that last bits differ;
// sums of 8-bit integers are exact. None of the pointers needs an alignment.

/// Σ a[i] b[i].
float souk_dot_floats(const float *a, const float *b, size_t count);
float souk_dot_floats_scalar(const float *a, const float *b, size_t count);

/// Σ a[i] b[i], Σ a[i]², Σ b[i]² in one pass.
void souk_dot_and_squares(const float *a, const float *b, size_t count, float *sums);

/// The product of `query` with each of `count` rows of `dimension` floats that follow one another.
void souk_dot_rows(const float *query, const void *rows, size_t count, size_t dimension, float *products);

/// Every row of `a` with every row of `b`: products[i * b_count + j] = Σ a[i][·] b[j][·].
void souk_dot_matrices(
    const float *a, size_t a_count, const float *b, size_t b_count, size_t dimension, float *products);

/// Σ a[i] b[i] of signed bytes; −128 may only stand in `a`. At most 65,536 of them.
int32_t souk_dot_bytes(const int8_t *a, const int8_t *b, size_t count);
int32_t souk_dot_bytes_scalar(const int8_t *a, const int8_t *b, size_t count);

/// The product of `query`, without −128, with each of `count` rows of `dimension` bytes without −128.
void souk_dot_byte_rows(const int8_t *query, const int8_t *rows, size_t count, size_t dimension, int32_t *products);

/// The places of rows whose product times its factor is at least `least`; returns how many. Room for `count` places.
size_t souk_select_floats(
    const float *products, const float *factors, size_t count, float least, uint32_t *places);

/// The places of rows whose product may be at least `least`: products[i] · scale · scales[i] + spread · errors[i] + excess.
/// Writes these bounds to `bounds`, place by place; returns how many places there are. Room for `count` of both.
size_t souk_select_bytes(
    const int32_t *products, const float *scales, const float *errors, size_t count, float scale, float spread,
    float excess, float least, float *bounds, uint32_t *places);

/// y[i] += factor x[i].
void souk_add_scaled(float factor, const float *x, float *y, size_t count);

/// y[i] += factor x[i] of signed bytes.
void souk_add_scaled_bytes(float factor, const int8_t *x, float *y, size_t count);

/// One step of skip-gram with negative sampling: `hidden` predicts the row `targets[0]` of `output` and not the others.
///
/// Adds rate · (label − σ(hidden · row)) · row to `gradient`, and the same multiple of `hidden` to every row, one after
/// another. Rows may be written by other threads meanwhile. Returns the sum of −ln σ(±hidden · row).
float souk_skip_gram_step(
    const float *hidden, float *gradient, size_t dimension, float *output, const uint32_t *targets, size_t target_count,
    float rate);

#endif
