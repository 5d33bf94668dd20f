import CSoukICU

/// What a folded character is to the tokenizer: names for the constants of `CSoukICU.h`.
enum CharacterClass {
    static var other: UInt8 { UInt8(SOUK_CLASS_OTHER) }
    static var letter: UInt8 { UInt8(SOUK_CLASS_LETTER) }
    static var at: UInt8 { UInt8(SOUK_CLASS_AT) }
    static var digit: UInt8 { UInt8(SOUK_CLASS_DIGIT) }
    static var underscore: UInt8 { UInt8(SOUK_CLASS_UNDERSCORE) }
    static var midBoth: UInt8 { UInt8(SOUK_CLASS_MID_BOTH) }
    static var midDigits: UInt8 { UInt8(SOUK_CLASS_MID_DIGITS) }
    static var extend: UInt8 { UInt8(SOUK_CLASS_EXTEND) }
    static var han: UInt8 { UInt8(SOUK_CLASS_HAN) }
    static var kana: UInt8 { UInt8(SOUK_CLASS_KANA) }
    static var hangul: UInt8 { UInt8(SOUK_CLASS_HANGUL) }
    static var complex: UInt8 { UInt8(SOUK_CLASS_COMPLEX) }
    static var emoji: UInt8 { UInt8(SOUK_CLASS_EMOJI) }
    static var emojiRest: UInt8 { UInt8(SOUK_CLASS_EMOJI_REST) }
}
