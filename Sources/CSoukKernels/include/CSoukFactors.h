// Dense linear algebra of a few hundred to a few thousand unknowns, in single precision: what models of preferences solve.
//
// Matrices stand row by row; of a symmetric one only the lower triangle counts.
#ifndef CSOUK_FACTORS_H
#define CSOUK_FACTORS_H

#include <stddef.h>
#include <stdint.h>

/// Right sides that `souk_solve_factored` takes at once.
enum { SOUK_SOLVED_TOGETHER = 32 };

/// Adds weights[k] · v · vᵀ, v the row `indexes[k]` of `rows`, to the lower triangle of `matrix`, for `count` rows of
/// `dimension` numbers. Numbers above the diagonal may change too.
void souk_add_outer_products(
    float *matrix, size_t dimension, const float *rows, const uint32_t *indexes, const float *weights, size_t count);

/// Replaces the lower triangle of a symmetric positive definite matrix by its Cholesky factor L, A = L · Lᵀ.
/// Returns 0 when the matrix is not positive definite; it is then spoilt.
int souk_factor(float *matrix, size_t dimension);

/// Solves L · Lᵀ · x = b for 32 right sides at once: `sides` holds 32 numbers for each row, and then the solutions.
/// - first: rows of b before it are 0 in all sides.
void souk_solve_factored(const float *factor, size_t dimension, size_t first, float *sides);

/// The same for one right side.
void souk_solve_factored_once(const float *factor, size_t dimension, float *side);

/// Improves `solution` of (M + D) · x = b by `steps` of conjugate gradients, D of `pull` on the diagonal. M is `gramian`, a
/// whole symmetric matrix, with weights[k] · v · vᵀ added for the rows v of `rows` that `indexes` name; b is Σ weights[k] · v.
/// - scratch: 3 · dimension numbers.
void souk_descend_conjugate(
    const float *gramian, size_t dimension, const float *rows, const uint32_t *indexes, const float *weights,
    size_t count, float pull, int steps, float *solution, float *scratch);

/// The sum of a[i] · b[i].
float souk_dot_product(const float *a, const float *b, size_t count);

#endif
