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

/// Characters with which Chinese writes foreign names by sound. Three in a row seldom make a common word.
enum TranscriptionCharacters {
    static let set: Set<UInt32> = Set(
        """
        阿埃艾奥巴贝彼波伯博布查达戴德狄迪蒂杜厄恩尔法菲费芬弗福戈哈赫亨霍基吉加杰卡凯坎康考科克肯库拉莱兰朗劳雷里丽莉利林琳隆卢鲁伦罗洛玛迈麦曼梅蒙\
        米莫姆穆娜纳奈内尼妮诺欧帕佩普乔琼萨塞森莎舍史斯索塔泰坦汤特汀图托瓦万威韦维温沃乌西希夏谢辛雅亚扬耶伊英尤约扎泽佐黛蕾娅薇芙丝萝菈嘉宝珀
        """.unicodeScalars.map(\.value))
}
