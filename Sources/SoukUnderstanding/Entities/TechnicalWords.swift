import SoukAnalysis

/// Latin words that stand in Chinese queries without being names: techniques, materials, sizes, parts.
enum TechnicalWords {
    static let table = PhraseTable<Bool>([
        (
            true,
            """
            led|usb|type|typec|diy|pvc|abs|tpu|pet|eva|ppr|pph|upvc|cpvc|epe|xpe|pom|ptfe|vip|cos|\
            cosplay|ins|ipad|iphone|app|wifi|gps|nfc|rfid|plc|cnc|smt|pcb|lcd|oled|hdmi|vga|dvi|\
            ssd|ram|ddr|cpu|gpu|atx|fpv|suv|mpv|atv|ktv|logo|mini|pro|max|plus|ultra|lite|mm|cm|kg|\
            ml|mah|xxl|xxxl|polo|tshirt|dvd|hifi|mp3|mp4|usb3|rgb|cob|smd|sim|otg|poe|ups|kvm|nas|\
            ppt|pdf|word|excel|cad|cpa|ielts|gre|toefl|cet|ota|abc|bjd|ooak|oem|odm|spf|bb|cc|dna|\
            bcaa|nmn|dha|epa|btb|spa|sod|air|boy|girl|baby|kids|hello|love|happy|birthday|merry|\
            christmas|the|and|for|with|new|hot|sexy|slim|style|color|colour|size|set|box|bag|nba|\
            cba|ufo|tattoo
            """
        )
    ])
}
