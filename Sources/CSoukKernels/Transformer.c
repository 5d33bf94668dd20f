#include "CSoukTransformer.h"

#include "CSoukVectors.h"

#include <math.h>
#include <string.h>

void souk_gelu(float *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] *= 0.5f * (1 + erff(values[i] * 0.70710678f));
}

void souk_normalize_rows(
    float *rows, size_t count, size_t width, const float *weight, const float *bias, float epsilon) {
    for (size_t row = 0; row < count; row++, rows += width) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < width; i++) sum += rows[i];
        const float mean = (float)(sum / (double)width);
        for (size_t i = 0; i < width; i++) squares += (double)(rows[i] - mean) * (rows[i] - mean);
        const float factor = (float)(1 / sqrt(squares / (double)width + epsilon));
        for (size_t i = 0; i < width; i++) rows[i] = (rows[i] - mean) * factor * weight[i] + bias[i];
    }
}

enum { LONGEST = 4096 };

void souk_attend(
    const float *query, const float *key, const float *value, size_t first, size_t count, size_t width, size_t heads,
    float scale, float *result) {
    float shares[LONGEST];
    if (count > LONGEST) count = LONGEST;
    const size_t size = width / heads;
    for (size_t head = 0; head < heads; head++) {
        const size_t column = head * size;
        for (size_t row = first; row < first + count; row++) {
            const float *q = query + row * width + column;
            float largest = -INFINITY, sum = 0;
            for (size_t other = 0; other < count; other++) {
                shares[other] = scale * souk_dot_floats(q, key + (first + other) * width + column, size);
                if (shares[other] > largest) largest = shares[other];
            }
            for (size_t other = 0; other < count; other++) {
                shares[other] = expf(shares[other] - largest);
                sum += shares[other];
            }
            float *target = result + row * width + column;
            memset(target, 0, size * sizeof(float));
            for (size_t other = 0; other < count; other++)
                souk_add_scaled(shares[other] / sum, value + (first + other) * width + column, target, size);
        }
    }
}
