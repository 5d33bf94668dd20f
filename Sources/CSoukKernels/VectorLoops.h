// The loops over floats, written once and compiled for every width of vector: define NAME(x) and LANES, then include.

typedef float NAME(vec) __attribute__((vector_size(LANES * 4), aligned(4)));

static inline float NAME(sum)(NAME(vec) v) {
    float sum = 0;
    for (int lane = 0; lane < LANES; lane++) sum += v[lane];
    return sum;
}

#define LOAD(p) (*(const NAME(vec) *)(p))

static float NAME(dot)(const float *a, const float *b, size_t count) {
    NAME(vec) s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
    size_t i = 0;
    for (; i + 4 * LANES <= count; i += 4 * LANES) {
        s0 += LOAD(a + i) * LOAD(b + i);
        s1 += LOAD(a + i + LANES) * LOAD(b + i + LANES);
        s2 += LOAD(a + i + 2 * LANES) * LOAD(b + i + 2 * LANES);
        s3 += LOAD(a + i + 3 * LANES) * LOAD(b + i + 3 * LANES);
    }
    for (; i + LANES <= count; i += LANES) s0 += LOAD(a + i) * LOAD(b + i);
    float sum = NAME(sum)((s0 + s1) + (s2 + s3));
    for (; i < count; i++) sum += a[i] * b[i];
    return sum;
}

static void NAME(dot_and_squares)(const float *a, const float *b, size_t count, float *sums) {
    NAME(vec) ab = {0}, aa = {0}, bb = {0};
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        const NAME(vec) x = LOAD(a + i), y = LOAD(b + i);
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    sums[0] = NAME(sum)(ab);
    sums[1] = NAME(sum)(aa);
    sums[2] = NAME(sum)(bb);
    for (; i < count; i++) {
        sums[0] += a[i] * b[i];
        sums[1] += a[i] * a[i];
        sums[2] += b[i] * b[i];
    }
}

// One row after the other, so that memory is read as one stream: four side by side are a third slower where they do not
// lie in a cache.
static void NAME(dot_rows)(const float *query, const float *rows, size_t count, size_t dimension, float *products) {
    for (size_t row = 0; row < count; row++) products[row] = NAME(dot)(query, rows + row * dimension, dimension);
}

// Blocks of 4 × 4 rows: 16 sums from 8 loads.
static void NAME(dot_matrices)(
    const float *a, size_t a_count, const float *b, size_t b_count, size_t dimension, float *products) {
    size_t j = 0;
    for (; j + 4 <= b_count; j += 4) {
        const float *b0 = b + j * dimension, *b1 = b0 + dimension, *b2 = b1 + dimension, *b3 = b2 + dimension;
        size_t i = 0;
        for (; i + 4 <= a_count; i += 4) {
            const float *a0 = a + i * dimension, *a1 = a0 + dimension, *a2 = a1 + dimension, *a3 = a2 + dimension;
            NAME(vec) s[4][4] = {{{0}}};
            size_t k = 0;
            for (; k + LANES <= dimension; k += LANES) {
                const NAME(vec) x0 = LOAD(a0 + k), x1 = LOAD(a1 + k), x2 = LOAD(a2 + k), x3 = LOAD(a3 + k);
                NAME(vec) y = LOAD(b0 + k);
                s[0][0] += x0 * y; s[1][0] += x1 * y; s[2][0] += x2 * y; s[3][0] += x3 * y;
                y = LOAD(b1 + k);
                s[0][1] += x0 * y; s[1][1] += x1 * y; s[2][1] += x2 * y; s[3][1] += x3 * y;
                y = LOAD(b2 + k);
                s[0][2] += x0 * y; s[1][2] += x1 * y; s[2][2] += x2 * y; s[3][2] += x3 * y;
                y = LOAD(b3 + k);
                s[0][3] += x0 * y; s[1][3] += x1 * y; s[2][3] += x2 * y; s[3][3] += x3 * y;
            }
#pragma clang loop unroll(full)
            for (int m = 0; m < 4; m++) {
#pragma clang loop unroll(full)
                for (int n = 0; n < 4; n++) {
                    float sum = NAME(sum)(s[m][n]);
                    const float *x = a + (i + m) * dimension, *y = b + (j + n) * dimension;
                    for (size_t rest = k; rest < dimension; rest++) sum += x[rest] * y[rest];
                    products[(i + m) * b_count + j + n] = sum;
                }
            }
        }
        for (; i < a_count; i++) {
            float four[4];
            NAME(dot_rows)(a + i * dimension, b0, 4, dimension, four);
            for (int n = 0; n < 4; n++) products[i * b_count + j + n] = four[n];
        }
    }
    for (; j < b_count; j++) {
        for (size_t i = 0; i < a_count; i++)
            products[i * b_count + j] = NAME(dot)(a + i * dimension, b + j * dimension, dimension);
    }
}

static void NAME(add_scaled)(float factor, const float *x, float *y, size_t count) {
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) *(NAME(vec) *)(y + i) = LOAD(y + i) + factor * LOAD(x + i);
    for (; i < count; i++) y[i] += factor * x[i];
}

static float NAME(skip_gram_step)(
    const float *hidden, float *gradient, size_t dimension, float *output, const uint32_t *targets, size_t target_count,
    float rate) {
    // The logarithm of a product in place of a sum of logarithms.
    float likelihood = 1, loss = 0;
    for (size_t t = 0; t < target_count; t++) {
        for (size_t i = 0; i < dimension; i += 16) __builtin_prefetch(output + (size_t)targets[t] * dimension + i, 1);
    }
    for (size_t t = 0; t < target_count; t++) {
        float *row = output + (size_t)targets[t] * dimension;
        const float probability = sigmoid(NAME(dot)(hidden, row, dimension));
        likelihood *= t == 0 ? probability : 1 - probability;
        if (likelihood < 1e-20f) {
            loss -= logf(likelihood);
            likelihood = 1;
        }
        const float step = rate * ((t == 0 ? 1.0f : 0.0f) - probability);
        size_t i = 0;
        for (; i + LANES <= dimension; i += LANES) {
            const NAME(vec) r = LOAD(row + i);
            *(NAME(vec) *)(gradient + i) = LOAD(gradient + i) + step * r;
            *(NAME(vec) *)(row + i) = r + step * LOAD(hidden + i);
        }
        for (; i < dimension; i++) {
            gradient[i] += step * row[i];
            row[i] += step * hidden[i];
        }
    }
    return loss - logf(likelihood);
}

#undef LOAD
