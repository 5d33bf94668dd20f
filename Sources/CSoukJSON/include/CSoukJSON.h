// One JSON object or array, validated and laid out as an array of events, by simdjson On-Demand.
//
// Coarse on purpose: a caller pays one call per JSON text, never one per value or character.

#ifndef SOUK_JSON_H
#define SOUK_JSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What an event stands for.
enum {
    SOUK_JSON_NULL = 0,
    SOUK_JSON_FALSE = 1,
    SOUK_JSON_TRUE = 2,
    SOUK_JSON_NUMBER = 3,
    SOUK_JSON_STRING = 4,
    SOUK_JSON_ARRAY = 5,
    SOUK_JSON_OBJECT = 6,
};

// Why a text was refused.
enum {
    SOUK_JSON_OK = 0,
    SOUK_JSON_EMPTY = 1,             // nothing but white space
    SOUK_JSON_BYTE_ORDER_MARK = 2,   // begins with EF BB BF
    SOUK_JSON_NOT_A_CONTAINER = 3,   // the outermost value is neither object nor array
    SOUK_JSON_INVALID_UTF8 = 4,
    SOUK_JSON_CONTROL_CHARACTER = 5, // an unescaped byte below 0x20 inside a string
    SOUK_JSON_UNCLOSED_STRING = 6,
    SOUK_JSON_UNCLOSED_CONTAINER = 7,
    SOUK_JSON_BAD_ESCAPE = 8,
    SOUK_JSON_BAD_NUMBER = 9,
    SOUK_JSON_BAD_LITERAL = 10,
    SOUK_JSON_SYNTAX = 11,
    SOUK_JSON_TRAILING_CONTENT = 12,
    SOUK_JSON_TOO_DEEP = 13,
    SOUK_JSON_TOO_LONG = 14,         // more than SOUK_JSON_MAXIMUM_BYTES
    SOUK_JSON_OUT_OF_MEMORY = 15,
};

// A text may not be longer: offsets and lengths are 32 bits wide.
#define SOUK_JSON_MAXIMUM_BYTES ((size_t)1 << 30)

// One value. Values are laid out depth first: the children of a container follow it, and `next` is the
// index of the first event behind its last child.
typedef struct {
    const char *key;      // unescaped member name, or NULL for an array element and the outermost value
    const char *text;     // string: unescaped; number: its characters in the JSON; otherwise NULL
    double number;        // number: nearest double, infinite when out of range; otherwise 0
    uint32_t keyLength;
    uint32_t textLength;
    uint32_t next;
    uint8_t kind;
    uint8_t shadowed;     // 1: a later member of the same object has the same name
} souk_json_event;

typedef struct {
    const souk_json_event *events;
    size_t count;
    int32_t error;
    int64_t errorOffset;  // byte in the text, or -1 when unknown
} souk_json_result;

typedef struct souk_json_parser souk_json_parser;

// A parser keeps its buffers from one text to the next. It may be used by one thread at a time.
// Returns NULL when memory is exhausted.
souk_json_parser *souk_json_open(void);
void souk_json_close(souk_json_parser *parser);

// Parses `count` bytes, which are copied. The events and all they point to live until the next call.
souk_json_result souk_json_parse(
    souk_json_parser *parser, const uint8_t *bytes, size_t count, uint32_t maximumDepth);

#ifdef __cplusplus
}
#endif

#endif
