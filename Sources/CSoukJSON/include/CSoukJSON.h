// simdjson (Debian libsimdjson-dev): one document parsed into a flat list of values, fetched in one call.
#ifndef CSOUK_JSON_H
#define CSOUK_JSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum souk_json_kind {
    SOUK_JSON_OBJECT = 0,  // `count` members follow, each a key and a value
    SOUK_JSON_ARRAY = 1,   // `count` values follow
    SOUK_JSON_STRING = 2,  // `text`, `count` bytes of UTF-8
    SOUK_JSON_INTEGER = 3,
    SOUK_JSON_NUMBER = 4,
    SOUK_JSON_TRUE = 5,
    SOUK_JSON_FALSE = 6,
    SOUK_JSON_NULL = 7,
} souk_json_kind;

typedef struct souk_json_value {
    uint32_t kind;
    uint32_t count;
    union {
        const char *text;
        int64_t integer;
        double number;
    };
} souk_json_value;

/// A parser with buffers that it uses again. One for each thread.
typedef struct souk_json_parser souk_json_parser;

souk_json_parser *souk_json_parser_open(void);
void souk_json_parser_close(souk_json_parser *parser);

/// Parses one document. NULL on success, else what is wrong. The values live until the next call.
const char *souk_json_parse(
    souk_json_parser *parser, const void *bytes, size_t count, const souk_json_value **values, size_t *value_count);

#ifdef __cplusplus
}
#endif

#endif
