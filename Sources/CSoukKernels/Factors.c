#include "CSoukFactors.h"

#include <math.h>

// Each loop is written once and compiled twice: for any machine, and for one with AVX2 and fused multiplication.
#define INLINE static inline __attribute__((always_inline))
#if defined(__x86_64__)
#define FAST static __attribute__((target("avx2,fma")))
#define HAS_FAST() (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
#endif

// Rows of a panel that is factored before the rest follows.
enum { PANEL = 48 };

INLINE float dot(const float *restrict a, const float *restrict b, size_t count) {
    float sums[16] = {0};
    size_t place = 0;
    for (; place + 16 <= count; place += 16)
        for (size_t lane = 0; lane < 16; lane++) sums[lane] += a[place + lane] * b[place + lane];
    float sum = 0;
    for (; place < count; place++) sum += a[place] * b[place];
    for (size_t lane = 0; lane < 16; lane++) sum += sums[lane];
    return sum;
}

INLINE void add_scaled(const float *restrict row, float weight, float *restrict sums, size_t count) {
    for (size_t place = 0; place < count; place++) sums[place] += weight * row[place];
}

INLINE void add_outer_products(
    float *restrict matrix, size_t dimension, const float *restrict rows, const uint32_t *indexes,
    const float *weights, size_t count) {
    size_t next = 0;
    for (; next + 4 <= count; next += 4) {
        const float *a = rows + indexes[next] * dimension, *b = rows + indexes[next + 1] * dimension;
        const float *c = rows + indexes[next + 2] * dimension, *d = rows + indexes[next + 3] * dimension;
        for (size_t i = 0; i < dimension; i++) {
            float *restrict line = matrix + i * dimension;
            const float wa = weights[next] * a[i], wb = weights[next + 1] * b[i];
            const float wc = weights[next + 2] * c[i], wd = weights[next + 3] * d[i];
            // Up to a whole number of vectors: what lies above the diagonal does not count.
            const size_t end = (i | 7) + 1 < dimension ? (i | 7) + 1 : dimension;
            for (size_t j = 0; j < end; j++) line[j] += (wa * a[j] + wb * b[j]) + (wc * c[j] + wd * d[j]);
        }
    }
    for (; next < count; next++) {
        const float *a = rows + indexes[next] * dimension;
        for (size_t i = 0; i < dimension; i++)
            add_scaled(a, weights[next] * a[i], matrix + i * dimension, i + 1);
    }
}

// Four rows by four: each number that is loaded serves four products.
INLINE void subtract_products(
    float *restrict matrix, size_t dimension, size_t row, size_t column, size_t from, size_t depth) {
    const float *a[4], *b[4];
    for (size_t k = 0; k < 4; k++) {
        a[k] = matrix + (row + k) * dimension + from;
        b[k] = matrix + (column + k) * dimension + from;
    }
    float sums[4][4][8] = {{{0}}};
    size_t place = 0;
    for (; place + 8 <= depth; place += 8)
        for (size_t i = 0; i < 4; i++)
            for (size_t j = 0; j < 4; j++)
                for (size_t lane = 0; lane < 8; lane++) sums[i][j][lane] += a[i][place + lane] * b[j][place + lane];
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++) {
            float sum = 0;
            for (size_t lane = 0; lane < 8; lane++) sum += sums[i][j][lane];
            for (size_t rest = place; rest < depth; rest++) sum += a[i][rest] * b[j][rest];
            matrix[(row + i) * dimension + column + j] -= sum;
        }
}

INLINE void update_rest(float *matrix, size_t dimension, size_t from, size_t end) {
    for (size_t row = end; row < dimension; row += 4) {
        for (size_t column = end; column <= row; column += 4) {
            if (row + 4 <= dimension && column + 4 <= dimension) {
                subtract_products(matrix, dimension, row, column, from, end - from);
                continue;
            }
            for (size_t i = row; i < row + 4 && i < dimension; i++)
                for (size_t j = column; j < column + 4 && j <= i; j++)
                    matrix[i * dimension + j] -=
                        dot(matrix + i * dimension + from, matrix + j * dimension + from, end - from);
        }
    }
}

INLINE int factor(float *matrix, size_t dimension) {
    for (size_t from = 0; from < dimension; from += PANEL) {
        const size_t end = from + PANEL < dimension ? from + PANEL : dimension;
        for (size_t row = from; row < dimension; row++) {
            float *line = matrix + row * dimension;
            for (size_t column = from; column < end && column <= row; column++) {
                const float *other = matrix + column * dimension;
                const float rest = line[column] - dot(line + from, other + from, column - from);
                if (column < row) {
                    line[column] = rest / other[column];
                } else {
                    if (!(rest > 0)) return 0;
                    line[column] = sqrtf(rest);
                }
            }
        }
        update_rest(matrix, dimension, from, end);
    }
    return 1;
}

INLINE void solve_factored(const float *factor, size_t dimension, size_t first, float *restrict sides) {
    for (size_t row = first; row < dimension; row++) {
        const float *line = factor + row * dimension;
        float sums[SOUK_SOLVED_TOGETHER];
        for (size_t lane = 0; lane < SOUK_SOLVED_TOGETHER; lane++) sums[lane] = sides[row * SOUK_SOLVED_TOGETHER + lane];
        for (size_t k = first; k < row; k++)
            for (size_t lane = 0; lane < SOUK_SOLVED_TOGETHER; lane++)
                sums[lane] -= line[k] * sides[k * SOUK_SOLVED_TOGETHER + lane];
        const float scale = 1 / line[row];
        for (size_t lane = 0; lane < SOUK_SOLVED_TOGETHER; lane++)
            sides[row * SOUK_SOLVED_TOGETHER + lane] = sums[lane] * scale;
    }
    for (size_t row = dimension; row-- > 0;) {
        const float *line = factor + row * dimension;
        const float scale = 1 / line[row];
        float solved[SOUK_SOLVED_TOGETHER];
        for (size_t lane = 0; lane < SOUK_SOLVED_TOGETHER; lane++) {
            solved[lane] = sides[row * SOUK_SOLVED_TOGETHER + lane] * scale;
            sides[row * SOUK_SOLVED_TOGETHER + lane] = solved[lane];
        }
        for (size_t k = 0; k < row; k++)
            for (size_t lane = 0; lane < SOUK_SOLVED_TOGETHER; lane++)
                sides[k * SOUK_SOLVED_TOGETHER + lane] -= line[k] * solved[lane];
    }
}

INLINE void solve_factored_once(const float *factor, size_t dimension, float *restrict side) {
    for (size_t row = 0; row < dimension; row++) {
        const float *line = factor + row * dimension;
        side[row] = (side[row] - dot(line, side, row)) / line[row];
    }
    for (size_t row = dimension; row-- > 0;) {
        const float *line = factor + row * dimension;
        side[row] /= line[row];
        add_scaled(line, -side[row], side, row);
    }
}

// result = (M + D) · vector.
INLINE void apply_system(
    const float *restrict gramian, size_t dimension, const float *restrict rows, const uint32_t *indexes,
    const float *weights, size_t count, float pull, const float *restrict vector, float *restrict result) {
    for (size_t i = 0; i < dimension; i++) result[i] = pull * vector[i];
    for (size_t i = 0; i < dimension; i++) add_scaled(gramian + i * dimension, vector[i], result, dimension);
    for (size_t k = 0; k < count; k++) {
        const float *row = rows + indexes[k] * dimension;
        add_scaled(row, weights[k] * dot(row, vector, dimension), result, dimension);
    }
}

INLINE void descend_conjugate(
    const float *gramian, size_t dimension, const float *rows, const uint32_t *indexes, const float *weights,
    size_t count, float pull, int steps, float *restrict solution, float *restrict scratch) {
    float *restrict rest = scratch, *restrict direction = scratch + dimension, *restrict image = scratch + 2 * dimension;
    apply_system(gramian, dimension, rows, indexes, weights, count, pull, solution, image);
    for (size_t i = 0; i < dimension; i++) rest[i] = -image[i];
    for (size_t k = 0; k < count; k++) add_scaled(rows + indexes[k] * dimension, weights[k], rest, dimension);
    for (size_t i = 0; i < dimension; i++) direction[i] = rest[i];
    float square = dot(rest, rest, dimension);
    for (int step = 0; step < steps && square > 1e-20f; step++) {
        apply_system(gramian, dimension, rows, indexes, weights, count, pull, direction, image);
        const float curvature = dot(direction, image, dimension);
        if (!(curvature > 0)) return;
        add_scaled(direction, square / curvature, solution, dimension);
        add_scaled(image, -square / curvature, rest, dimension);
        const float next = dot(rest, rest, dimension);
        for (size_t i = 0; i < dimension; i++) direction[i] = rest[i] + next / square * direction[i];
        square = next;
    }
}

#if defined(__x86_64__)
FAST void descend_conjugate_fast(
    const float *gramian, size_t dimension, const float *rows, const uint32_t *indexes, const float *weights,
    size_t count, float pull, int steps, float *solution, float *scratch) {
    descend_conjugate(gramian, dimension, rows, indexes, weights, count, pull, steps, solution, scratch);
}
FAST void add_outer_products_fast(
    float *matrix, size_t dimension, const float *rows, const uint32_t *indexes, const float *weights, size_t count) {
    add_outer_products(matrix, dimension, rows, indexes, weights, count);
}
FAST int factor_fast(float *matrix, size_t dimension) { return factor(matrix, dimension); }
FAST void solve_factored_fast(const float *factor, size_t dimension, size_t first, float *sides) {
    solve_factored(factor, dimension, first, sides);
}
FAST void solve_factored_once_fast(const float *factor, size_t dimension, float *side) {
    solve_factored_once(factor, dimension, side);
}
FAST void add_scaled_fast(const float *row, float weight, float *sums, size_t count) {
    add_scaled(row, weight, sums, count);
}
FAST float dot_fast(const float *a, const float *b, size_t count) { return dot(a, b, count); }
#endif

void souk_add_outer_products(
    float *matrix, size_t dimension, const float *rows, const uint32_t *indexes, const float *weights, size_t count) {
#if defined(__x86_64__)
    if (HAS_FAST()) {
        add_outer_products_fast(matrix, dimension, rows, indexes, weights, count);
        return;
    }
#endif
    add_outer_products(matrix, dimension, rows, indexes, weights, count);
}

int souk_factor(float *matrix, size_t dimension) {
#if defined(__x86_64__)
    if (HAS_FAST()) return factor_fast(matrix, dimension);
#endif
    return factor(matrix, dimension);
}

void souk_solve_factored(const float *factor, size_t dimension, size_t first, float *sides) {
#if defined(__x86_64__)
    if (HAS_FAST()) {
        solve_factored_fast(factor, dimension, first, sides);
        return;
    }
#endif
    solve_factored(factor, dimension, first, sides);
}

void souk_solve_factored_once(const float *factor, size_t dimension, float *side) {
#if defined(__x86_64__)
    if (HAS_FAST()) {
        solve_factored_once_fast(factor, dimension, side);
        return;
    }
#endif
    solve_factored_once(factor, dimension, side);
}

void souk_descend_conjugate(
    const float *gramian, size_t dimension, const float *rows, const uint32_t *indexes, const float *weights,
    size_t count, float pull, int steps, float *solution, float *scratch) {
#if defined(__x86_64__)
    if (HAS_FAST()) {
        descend_conjugate_fast(gramian, dimension, rows, indexes, weights, count, pull, steps, solution, scratch);
        return;
    }
#endif
    descend_conjugate(gramian, dimension, rows, indexes, weights, count, pull, steps, solution, scratch);
}

float souk_dot_product(const float *a, const float *b, size_t count) {
#if defined(__x86_64__)
    if (HAS_FAST()) return dot_fast(a, b, count);
#endif
    return dot(a, b, count);
}
