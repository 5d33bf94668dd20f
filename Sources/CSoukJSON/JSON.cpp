#include "CSoukJSON.h"

#include <simdjson.h>

#include <cmath>
#include <cstring>
#include <new>
#include <string_view>
#include <unordered_map>
#include <vector>

using namespace simdjson;

namespace {

// Containers of up to this many members are searched for equal names pair by pair.
constexpr size_t pairwiseMembers = 24;
// Buffers above this are given back once shorter texts follow.
constexpr size_t keptCapacity = size_t(4) << 20;
constexpr size_t smallestCapacity = size_t(64) << 10;

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// The number grammar of RFC 8259, section 6.
bool isNumber(std::string_view text) {
    size_t i = 0;
    const size_t n = text.size();
    if (i < n && text[i] == '-') i++;
    if (i >= n || !isDigit(text[i])) return false;
    if (text[i] == '0') i++;
    else while (i < n && isDigit(text[i])) i++;
    if (i < n && text[i] == '.') {
        i++;
        if (i >= n || !isDigit(text[i])) return false;
        while (i < n && isDigit(text[i])) i++;
    }
    if (i < n && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        if (i < n && (text[i] == '+' || text[i] == '-')) i++;
        if (i >= n || !isDigit(text[i])) return false;
        while (i < n && isDigit(text[i])) i++;
    }
    return i == n;
}

// Length of the well-formed UTF-8 sequence at `p` (Unicode 15, table 3-7), or 0.
size_t sequenceLength(const uint8_t *p, const uint8_t *end) {
    const size_t left = size_t(end - p);
    auto follows = [&](size_t i, uint8_t low, uint8_t high) { return i < left && p[i] >= low && p[i] <= high; };
    const uint8_t a = p[0];
    if (a < 0x80) return 1;
    if (a < 0xC2) return 0;
    if (a < 0xE0) return follows(1, 0x80, 0xBF) ? 2 : 0;
    if (a < 0xF0) {
        const uint8_t low = a == 0xE0 ? 0xA0 : 0x80, high = a == 0xED ? 0x9F : 0xBF;
        return follows(1, low, high) && follows(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (a > 0xF4) return 0;
    const uint8_t low = a == 0xF0 ? 0x90 : 0x80, high = a == 0xF4 ? 0x8F : 0xBF;
    return follows(1, low, high) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
}

struct Failure {
    int32_t error;
    int64_t offset;
};

// simdjson's first stage says that something is wrong, not where; this scalar pass finds the place.
Failure locateLexicalError(const uint8_t *bytes, size_t count, error_code code) {
    const uint8_t *end = bytes + count;
    for (const uint8_t *p = bytes; p < end;) {
        const size_t length = sequenceLength(p, end);
        if (length == 0) return {SOUK_JSON_INVALID_UTF8, p - bytes};
        p += length;
    }
    int64_t opened = -1;
    for (size_t i = 0; i < count; i++) {
        const uint8_t c = bytes[i];
        if (opened < 0) {
            if (c == '"') opened = int64_t(i);
        } else if (c == '\\') {
            i++;
        } else if (c == '"') {
            opened = -1;
        } else if (c < 0x20) {
            return {SOUK_JSON_CONTROL_CHARACTER, int64_t(i)};
        }
    }
    if (opened >= 0) return {SOUK_JSON_UNCLOSED_STRING, opened};
    return {code == UNESCAPED_CHARS ? SOUK_JSON_CONTROL_CHARACTER : SOUK_JSON_SYNTAX, -1};
}

// simdjson refuses a text whose last token does not close its first one; either the container stays open
// or it was closed before. The text is lexically sound here.
Failure locateOpenContainer(const char *text, size_t count) {
    std::vector<size_t> opened;
    bool isInString = false;
    for (size_t i = 0; i < count; i++) {
        const char c = text[i];
        if (isInString) {
            if (c == '\\') i++;
            else if (c == '"') isInString = false;
        } else if (c == '"') {
            isInString = true;
        } else if (c == '{' || c == '[') {
            opened.push_back(i);
        } else if (c == '}' || c == ']') {
            if (!opened.empty()) opened.pop_back();
            if (!opened.empty()) continue;
            size_t next = i + 1;
            while (next < count && isSpace(text[next])) next++;
            return {SOUK_JSON_TRAILING_CONTENT, int64_t(next)};
        }
    }
    return {SOUK_JSON_UNCLOSED_CONTAINER, opened.empty() ? -1 : int64_t(opened.back())};
}

}  // namespace

struct souk_json_parser {
    ondemand::parser parser;
    std::vector<char> text;
    std::vector<souk_json_event> events;
    size_t count = 0;
    uint32_t maximumDepth = 0;
    Failure failure{SOUK_JSON_OK, -1};

    souk_json_result parse(const uint8_t *bytes, size_t length, uint32_t depth);

  private:
    bool fail(int32_t error, const char *where);
    bool fail(error_code code, const char *where);
    void reserve(size_t length);
    bool read(ondemand::document &document);
    bool readObject(ondemand::object object, size_t index, uint32_t depth);
    bool readArray(ondemand::array array, size_t index, uint32_t depth);
    bool readValue(ondemand::value value, std::string_view key, bool hasKey, uint32_t depth);
    bool readScalar(ondemand::value &value, souk_json_event &event);
    void markShadowed(size_t index);
    size_t append(uint8_t kind, std::string_view key, bool hasKey);
};

bool souk_json_parser::fail(int32_t error, const char *where) {
    if (failure.error == SOUK_JSON_OK) {
        const bool known = where >= text.data() && where <= text.data() + count;
        failure = {error, known ? where - text.data() : -1};
    }
    return false;
}

bool souk_json_parser::fail(error_code code, const char *where) {
    switch (code) {
        case STRING_ERROR: return fail(int32_t(SOUK_JSON_BAD_ESCAPE), where);
        case INCOMPLETE_ARRAY_OR_OBJECT:
            if (failure.error == SOUK_JSON_OK) failure = locateOpenContainer(text.data(), count);
            return false;
        case DEPTH_ERROR: return fail(int32_t(SOUK_JSON_TOO_DEEP), where);
        case MEMALLOC: return fail(int32_t(SOUK_JSON_OUT_OF_MEMORY), nullptr);
        default: return fail(int32_t(SOUK_JSON_SYNTAX), where);
    }
}

void souk_json_parser::reserve(size_t length) {
    if (text.size() > keptCapacity + SIMDJSON_PADDING && length < keptCapacity / 2) {
        std::vector<char>().swap(text);
        std::vector<souk_json_event>().swap(events);
        parser = ondemand::parser();
    }
    size_t capacity = smallestCapacity;
    while (capacity < length) capacity *= 2;
    if (text.size() < capacity + SIMDJSON_PADDING) text.resize(capacity + SIMDJSON_PADDING);
    if (parser.capacity() < capacity) {
        if (parser.allocate(capacity, size_t(maximumDepth) + 8) != SUCCESS) throw std::bad_alloc();
    }
}

size_t souk_json_parser::append(uint8_t kind, std::string_view key, bool hasKey) {
    souk_json_event event{};
    event.kind = kind;
    event.key = hasKey ? key.data() : nullptr;
    event.keyLength = uint32_t(key.size());
    event.next = uint32_t(events.size() + 1);
    events.push_back(event);
    return events.size() - 1;
}

bool souk_json_parser::readScalar(ondemand::value &value, souk_json_event &event) {
    std::string_view token = value.raw_json_token();
    while (!token.empty() && isSpace(token.back())) token.remove_suffix(1);
    if (token.empty()) return fail(int32_t(SOUK_JSON_SYNTAX), token.data());
    switch (token.front()) {
        case '"': {
            std::string_view string;
            if (error_code code = value.get_string().get(string)) return fail(code, token.data());
            event.kind = SOUK_JSON_STRING;
            event.text = string.data();
            event.textLength = uint32_t(string.size());
            return true;
        }
        // The value is not consumed below: the iteration then steps over its one token by itself.
        case 't':
            event.kind = SOUK_JSON_TRUE;
            return token == "true" || fail(int32_t(SOUK_JSON_BAD_LITERAL), token.data());
        case 'f':
            event.kind = SOUK_JSON_FALSE;
            return token == "false" || fail(int32_t(SOUK_JSON_BAD_LITERAL), token.data());
        case 'n':
            event.kind = SOUK_JSON_NULL;
            return token == "null" || fail(int32_t(SOUK_JSON_BAD_LITERAL), token.data());
        default: break;
    }
    if (token.front() != '-' && !isDigit(token.front())) {
        return fail(int32_t(SOUK_JSON_SYNTAX), token.data());
    }
    if (!isNumber(token)) return fail(int32_t(SOUK_JSON_BAD_NUMBER), token.data());
    event.kind = SOUK_JSON_NUMBER;
    event.text = token.data();
    event.textLength = uint32_t(token.size());
    if (value.get_double().get(event.number) != SUCCESS) {
        // Well-formed, so all that is left is a magnitude beyond the largest double.
        event.number = token.front() == '-' ? -HUGE_VAL : HUGE_VAL;
    }
    return true;
}

bool souk_json_parser::readValue(
    ondemand::value value, std::string_view key, bool hasKey, uint32_t depth) {
    const char *where = value.raw_json_token().data();
    if (*where == '{' || *where == '[') {
        if (depth >= maximumDepth) return fail(int32_t(SOUK_JSON_TOO_DEEP), where);
    }
    if (*where == '{') {
        const size_t index = append(SOUK_JSON_OBJECT, key, hasKey);
        ondemand::object object;
        if (error_code code = value.get_object().get(object)) return fail(code, where);
        return readObject(object, index, depth + 1);
    }
    if (*where == '[') {
        const size_t index = append(SOUK_JSON_ARRAY, key, hasKey);
        ondemand::array array;
        if (error_code code = value.get_array().get(array)) return fail(code, where);
        return readArray(array, index, depth + 1);
    }
    const size_t index = append(SOUK_JSON_NULL, key, hasKey);
    return readScalar(value, events[index]);
}

bool souk_json_parser::readObject(ondemand::object object, size_t index, uint32_t depth) {
    const char *last = nullptr;
    for (auto member : object) {
        ondemand::field field;
        if (error_code code = std::move(member).get(field)) return fail(code, last);
        last = field.key().raw();
        std::string_view key;
        if (error_code code = field.unescaped_key().get(key)) return fail(code, last);
        if (!readValue(std::move(field.value()), key, true, depth)) return false;
    }
    events[index].next = uint32_t(events.size());
    markShadowed(index);
    return true;
}

bool souk_json_parser::readArray(ondemand::array array, size_t index, uint32_t depth) {
    const char *last = nullptr;
    for (auto element : array) {
        ondemand::value value;
        if (error_code code = std::move(element).get(value)) return fail(code, last);
        last = value.raw_json_token().data();
        if (!readValue(value, std::string_view(), false, depth)) return false;
    }
    events[index].next = uint32_t(events.size());
    return true;
}

void souk_json_parser::markShadowed(size_t index) {
    const size_t end = events[index].next;
    size_t members = 0;
    for (size_t i = index + 1; i < end; i = events[i].next) members++;
    auto name = [&](size_t i) { return std::string_view(events[i].key, events[i].keyLength); };
    if (members <= pairwiseMembers) {
        for (size_t i = index + 1; i < end; i = events[i].next) {
            for (size_t j = events[i].next; j < end; j = events[j].next) {
                if (events[i].keyLength == events[j].keyLength && name(i) == name(j)) events[i].shadowed = 1;
            }
        }
        return;
    }
    std::unordered_map<std::string_view, size_t> latest;
    latest.reserve(members);
    for (size_t i = index + 1; i < end; i = events[i].next) {
        auto [place, isNew] = latest.try_emplace(name(i), i);
        if (isNew) continue;
        events[place->second].shadowed = 1;
        place->second = i;
    }
}

bool souk_json_parser::read(ondemand::document &document) {
    const char *start = text.data();
    size_t first = 0;
    while (first < count && isSpace(start[first])) first++;
    if (start[first] == '{') {
        const size_t index = append(SOUK_JSON_OBJECT, std::string_view(), false);
        ondemand::object object;
        if (error_code code = document.get_object().get(object)) return fail(code, start + first);
        if (!readObject(object, index, 1)) return false;
    } else if (start[first] == '[') {
        const size_t index = append(SOUK_JSON_ARRAY, std::string_view(), false);
        ondemand::array array;
        if (error_code code = document.get_array().get(array)) return fail(code, start + first);
        if (!readArray(array, index, 1)) return false;
    } else {
        return fail(int32_t(SOUK_JSON_NOT_A_CONTAINER), start + first);
    }
    const char *where = nullptr;
    if (document.current_location().get(where) == OUT_OF_BOUNDS) return true;
    return fail(int32_t(SOUK_JSON_TRAILING_CONTENT), where);
}

souk_json_result souk_json_parser::parse(const uint8_t *bytes, size_t length, uint32_t depth) {
    events.clear();
    failure = {SOUK_JSON_OK, -1};
    count = length;
    maximumDepth = depth;
    reserve(length);
    if (length > 0) std::memcpy(text.data(), bytes, length);
    std::memset(text.data() + length, 0, SIMDJSON_PADDING);
    if (length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF) {
        fail(int32_t(SOUK_JSON_BYTE_ORDER_MARK), text.data());
    } else {
        ondemand::document document;
        const error_code code = parser.iterate(text.data(), length, text.size()).get(document);
        if (code == EMPTY) {
            fail(int32_t(SOUK_JSON_EMPTY), text.data());
        } else if (code == UTF8_ERROR || code == UNESCAPED_CHARS || code == UNCLOSED_STRING) {
            failure = locateLexicalError(bytes, length, code);
        } else if (code != SUCCESS) {
            fail(code, nullptr);
        } else {
            read(document);
        }
    }
    if (failure.error != SOUK_JSON_OK) return {nullptr, 0, failure.error, failure.offset};
    return {events.data(), events.size(), SOUK_JSON_OK, -1};
}

extern "C" {

souk_json_parser *souk_json_open(void) { return new (std::nothrow) souk_json_parser(); }

void souk_json_close(souk_json_parser *parser) { delete parser; }

souk_json_result souk_json_parse(
    souk_json_parser *parser, const uint8_t *bytes, size_t count, uint32_t maximumDepth) {
    if (count > SOUK_JSON_MAXIMUM_BYTES) return {nullptr, 0, SOUK_JSON_TOO_LONG, -1};
    try {
        return parser->parse(bytes, count, maximumDepth);
    } catch (...) {
        // Only allocations throw here; nothing may unwind into Swift.
        return {nullptr, 0, SOUK_JSON_OUT_OF_MEMORY, -1};
    }
}

}
