#ifndef CSOUK_TRANSFORMER_H
#define CSOUK_TRANSFORMER_H

#include <stddef.h>

// What an encoder does between its products of matrices.

/// x ← x Φ(x), the exact form with the error function.
void souk_gelu(float *values, size_t count);

/// Each row ← (row − mean) / √(variance + epsilon) · weight + bias.
void souk_normalize_rows(
    float *rows, size_t count, size_t width, const float *weight, const float *bias, float epsilon);

/// Attention within `count` rows from `first` on, of `heads` heads that lie side by side in rows of `width` numbers: writes
/// softmax(scale · Q Kᵀ) V to the same rows of `result`. At most 4096 rows.
void souk_attend(
    const float *query, const float *key, const float *value, size_t first, size_t count, size_t width, size_t heads,
    float scale, float *result);

#endif
