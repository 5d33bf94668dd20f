#include "Dictionary.h"

#include <unicode/ucharstrie.h>
#include <unicode/udata.h>
#include <unicode/unistr.h>

#include <cstring>

// The head of a dictionary, as ICU's dictionarydata.h lays it out: eight 32-bit numbers.
enum { INDEX_TRIE_OFFSET = 0, INDEX_TRIE_TYPE = 4, INDEX_TRANSFORM = 5, INDEX_COUNT = 8 };
enum { TYPE_MASK = 7, TYPE_UCHARS = 1 };

static UBool is_dictionary(void *, const char *, const char *, const UDataInfo *info) {
    return info->size >= 20 && info->isBigEndian == U_IS_BIG_ENDIAN && info->charsetFamily == U_CHARSET_FAMILY
        && std::memcmp(info->dataFormat, "Dict", 4) == 0 && info->formatVersion[0] == 1;
}

extern "C" int32_t souk_icu_dictionary(souk_dictionary_word *take, void *context) {
    UErrorCode status = U_ZERO_ERROR;
    UDataMemory *data =
        udata_openChoice(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", is_dictionary, nullptr, &status);
    if (U_FAILURE(status)) return status;
    const char *base = static_cast<const char *>(udata_getMemory(data));
    int32_t head[INDEX_COUNT];
    std::memcpy(head, base, sizeof head);
    bool is_readable = (head[INDEX_TRIE_TYPE] & TYPE_MASK) == TYPE_UCHARS && head[INDEX_TRANSFORM] == 0
        && head[INDEX_TRIE_OFFSET] >= int32_t(sizeof head) && head[INDEX_TRIE_OFFSET] % 2 == 0;
    if (is_readable) {
        const char16_t *trie = reinterpret_cast<const char16_t *>(base + head[INDEX_TRIE_OFFSET]);
        icu::UCharsTrie::Iterator words(trie, 0, status);
        while (U_SUCCESS(status) && words.next(status)) {
            const icu::UnicodeString &word = words.getString();
            const char16_t *units = word.getBuffer();
            if (units == nullptr) continue;
            take(context, reinterpret_cast<const uint16_t *>(units), word.length(), words.getValue());
        }
    }
    udata_close(data);
    return is_readable ? status : U_INVALID_FORMAT_ERROR;
}
