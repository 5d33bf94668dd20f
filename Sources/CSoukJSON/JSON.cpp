#include "CSoukJSON.h"

#include <simdjson.h>
#include <string>
#include <vector>

struct souk_json_parser {
    simdjson::dom::parser parser;
    std::vector<souk_json_value> values;
    std::string message;
};

// Deeper nesting is refused before simdjson's own limit, so that recursion here is bounded.
static constexpr int deepest = 256;

static bool append(souk_json_parser &out, simdjson::dom::element element, int depth) {
    souk_json_value value = {};
    switch (element.type()) {
    case simdjson::dom::element_type::OBJECT: {
        if (depth == deepest) return false;
        simdjson::dom::object object = element;
        value.kind = SOUK_JSON_OBJECT;
        size_t place = out.values.size();
        out.values.push_back(value);
        uint32_t count = 0;
        for (auto member : object) {
            souk_json_value key = {};
            key.kind = SOUK_JSON_STRING;
            key.count = static_cast<uint32_t>(member.key.size());
            key.text = member.key.data();
            out.values.push_back(key);
            if (!append(out, member.value, depth + 1)) return false;
            count++;
        }
        out.values[place].count = count;
        return true;
    }
    case simdjson::dom::element_type::ARRAY: {
        if (depth == deepest) return false;
        simdjson::dom::array array = element;
        value.kind = SOUK_JSON_ARRAY;
        size_t place = out.values.size();
        out.values.push_back(value);
        uint32_t count = 0;
        for (auto member : array) {
            if (!append(out, member, depth + 1)) return false;
            count++;
        }
        out.values[place].count = count;
        return true;
    }
    case simdjson::dom::element_type::STRING: {
        std::string_view text = element;
        value.kind = SOUK_JSON_STRING;
        value.count = static_cast<uint32_t>(text.size());
        value.text = text.data();
        break;
    }
    case simdjson::dom::element_type::INT64:
        value.kind = SOUK_JSON_INTEGER;
        value.integer = element;
        break;
    case simdjson::dom::element_type::UINT64: {
        uint64_t number = element;
        value.kind = SOUK_JSON_NUMBER;
        value.number = static_cast<double>(number);
        break;
    }
    case simdjson::dom::element_type::DOUBLE:
        value.kind = SOUK_JSON_NUMBER;
        value.number = element;
        break;
    case simdjson::dom::element_type::BOOL:
        value.kind = static_cast<bool>(element) ? SOUK_JSON_TRUE : SOUK_JSON_FALSE;
        break;
    case simdjson::dom::element_type::NULL_VALUE: value.kind = SOUK_JSON_NULL; break;
    }
    out.values.push_back(value);
    return true;
}

extern "C" souk_json_parser *souk_json_parser_open(void) { return new (std::nothrow) souk_json_parser; }

extern "C" void souk_json_parser_close(souk_json_parser *parser) { delete parser; }

extern "C" const char *souk_json_parse(
    souk_json_parser *parser, const void *bytes, size_t count, const souk_json_value **values, size_t *value_count) {
    parser->values.clear();
    // simdjson copies into a padded buffer of its own.
    auto result = parser->parser.parse(static_cast<const uint8_t *>(bytes), count, true);
    if (result.error()) {
        parser->message = simdjson::error_message(result.error());
        return parser->message.c_str();
    }
    if (!append(*parser, result.value_unsafe(), 0)) return "nested deeper than 256 levels";
    *values = parser->values.data();
    *value_count = parser->values.size();
    return nullptr;
}
