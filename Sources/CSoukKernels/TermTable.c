#include "CSoukTermTable.h"

// Hashes are polynomials of a word's scalars: their bits are mixed before use.
__attribute__((always_inline)) static inline uint64_t mix(uint64_t hash) {
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15ull;
    return hash ^ hash >> 29;
}

__attribute__((always_inline)) static inline size_t bucket_of(uint64_t mixed, size_t bucket_count) {
    return (size_t)((mixed >> 32) * bucket_count >> 32);
}

void souk_insert_terms(
    uint32_t *slots, size_t bucket_count, unsigned ordinal_bits, const uint64_t *hashes, const uint32_t *ordinals,
    size_t count) {
    const uint32_t mask = (1u << ordinal_bits) - 1;
    for (size_t index = 0; index < count; index++) {
        const uint64_t mixed = mix(hashes[index]);
        if (index + 12 < count) {
            __builtin_prefetch(slots + bucket_of(mix(hashes[index + 12]), bucket_count) * SOUK_TERM_BUCKET, 1);
        }
        size_t bucket = bucket_of(mixed, bucket_count);
        for (;;) {
            uint32_t *slot = slots + bucket * SOUK_TERM_BUCKET;
            size_t place = 0;
            while (place < SOUK_TERM_BUCKET && slot[place] != UINT32_MAX) place++;
            if (place < SOUK_TERM_BUCKET) {
                slot[place] = ((uint32_t)mixed & ~mask) | ordinals[index];
                break;
            }
            bucket = bucket + 1 == bucket_count ? 0 : bucket + 1;
        }
    }
}

typedef uint32_t row __attribute__((vector_size(32), aligned(4)));

__attribute__((always_inline)) static inline size_t find_terms(
    const uint32_t *slots, size_t bucket_count, unsigned ordinal_bits, const uint64_t *hashes, size_t count,
    uint32_t *ordinals, size_t room) {
    enum { AHEAD = 8 };
    const uint32_t mask = (1u << ordinal_bits) - 1;
    size_t found = 0;
    for (size_t index = 0; index < count; index++) {
        if (index + AHEAD < count) {
            __builtin_prefetch(slots + bucket_of(mix(hashes[index + AHEAD]), bucket_count) * SOUK_TERM_BUCKET);
        }
        const uint64_t mixed = mix(hashes[index]);
        size_t bucket = bucket_of(mixed, bucket_count);
        const uint32_t wanted = (uint32_t)mixed & ~mask;
        for (;;) {
            const uint32_t *slot = slots + bucket * SOUK_TERM_BUCKET;
            const row low = *(const row *)slot, high = *(const row *)(slot + 8);
            // A lane whose upper bits are equal becomes all ones.
            const row equal = (row)((low & ~mask) == wanted) | (row)((high & ~mask) == wanted);
            if (__builtin_reduce_or(equal) != 0) {
                for (size_t place = 0; place < SOUK_TERM_BUCKET; place++) {
                    const uint32_t value = slot[place];
                    if ((value & ~mask) != wanted || value == UINT32_MAX || found == room) continue;
                    ordinals[found++] = value & mask;
                }
            }
            if (__builtin_expect(slot[SOUK_TERM_BUCKET - 1] == UINT32_MAX, 1)) break;
            bucket = bucket + 1 == bucket_count ? 0 : bucket + 1;
        }
    }
    return found;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static size_t find_terms_avx2(
    const uint32_t *slots, size_t bucket_count, unsigned ordinal_bits, const uint64_t *hashes, size_t count,
    uint32_t *ordinals, size_t room) {
    return find_terms(slots, bucket_count, ordinal_bits, hashes, count, ordinals, room);
}
#endif

size_t souk_find_terms(
    const uint32_t *slots, size_t bucket_count, unsigned ordinal_bits, const uint64_t *hashes, size_t count,
    uint32_t *ordinals, size_t room) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        return find_terms_avx2(slots, bucket_count, ordinal_bits, hashes, count, ordinals, room);
    }
#endif
    return find_terms(slots, bucket_count, ordinal_bits, hashes, count, ordinals, room);
}

// Two bits of one word for a hash: one look at memory, and fewer false members than one bit would have.
__attribute__((always_inline)) static inline uint64_t bits_of(uint64_t mixed) {
    return 1ull << (mixed & 63) | 1ull << (mixed >> 6 & 63);
}

void souk_set_hashes(uint64_t *set, unsigned word_bits, const uint64_t *hashes, size_t count) {
    for (size_t index = 0; index < count; index++) {
        const uint64_t mixed = mix(hashes[index]);
        set[mixed >> (64 - word_bits)] |= bits_of(mixed);
    }
}

int souk_has_hash(const uint64_t *set, unsigned word_bits, uint64_t hash) {
    const uint64_t mixed = mix(hash), bits = bits_of(mixed);
    return (set[mixed >> (64 - word_bits)] & bits) == bits;
}

size_t souk_collect_members(
    const uint64_t *symbols, size_t count, uint64_t base, uint64_t factor, const uint64_t *set, unsigned word_bits,
    uint64_t *members) {
    size_t found = 0;
    for (size_t index = 0; index < count; index++) {
        const uint64_t hash = base + factor * symbols[index];
        members[found] = hash;
        found += (size_t)souk_has_hash(set, word_bits, hash);
    }
    return found;
}
