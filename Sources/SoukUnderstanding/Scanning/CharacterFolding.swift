/// Folds one Unicode scalar to the form in which queries and lexicons are compared: lower case, half width,
/// without Latin diacritics, simplified for the characters of prices, units and common goods.
///
/// One scalar in, one scalar out, so that places in folded text map to bytes of the original.
package enum CharacterFolding {
    package static func fold(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: return scalar + 32
        case 0x00...0x7E: return scalar
        case 0x3000, 0xA0, 0x2000...0x200A, 0x85, 0x2028, 0x2029: return 0x20
        case 0xFF01...0xFF5E: return fold(scalar - 0xFEE0)
        case 0x2018, 0x2019, 0x02BC, 0x2032: return 0x27
        case 0x201C, 0x201D, 0x2033, 0x02DD: return 0x22
        case 0x2010...0x2015, 0x2212, 0x2500: return 0x2D
        case 0x301C, 0x223C: return 0x7E
        case 0xFFE5, 0xA5: return 0xA5
        case 0xFFE1: return 0xA3
        default: break
        }
        if scalar >= 0xC0, scalar < 0x250 { return latin(scalar) }
        if scalar >= 0x4E00, scalar <= 0x9FFF { return simplified[scalar] ?? scalar }
        if scalar >= 0x370, scalar < 0x530 { return lowercased(scalar) }
        return scalar
    }

    /// Whether the scalar only modifies the one before it (combining marks, joiners, variation selectors).
    package static func isMark(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF, 0x20D0...0x20FF, 0xE0100...0xE01EF: true
        default: false
        }
    }

    private static func lowercased(_ scalar: UInt32) -> UInt32 {
        guard let value = Unicode.Scalar(scalar) else { return scalar }
        let lower = value.properties.lowercaseMapping.unicodeScalars
        guard let first = lower.first, lower.count == 1 else { return scalar }
        return first.value
    }

    private static func latin(_ scalar: UInt32) -> UInt32 {
        let lower = lowercased(scalar)
        return bases[lower] ?? lower
    }

    private static let bases: [UInt32: UInt32] = {
        let groups: [(String, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
            ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņň"), ("o", "òóôõöøōŏő"),
            ("r", "ŕŗř"), ("s", "śŝşš"), ("t", "ţťŧ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"),
            ("z", "źżž"),
        ]
        var map: [UInt32: UInt32] = [:]
        for (base, accented) in groups {
            guard let target = base.unicodeScalars.first else { continue }
            for scalar in accented.unicodeScalars { map[scalar.value] = target.value }
        }
        return map
    }()

    /// Traditional characters of price, unit, service and everyday goods words with their simplified form.
    private static let simplified: [UInt32: UInt32] = {
        let traditional = """
            塊錢萬內億圓兩幾間過預算餘價貴幣歐韓臺灣買賣減滿贈優惠佔廠華為聯電話費衛機殼腦錶鐘鞋褲襪帽衣車輪飛風雙\
            單條張個隻顆瓶罐盒箱組套裝紙書筆燈線纜門窗櫃檯椅鍋碗壺盤傘鏡頭髮膚護膠帶貼膜無國際銷專營館網購物單號運動\
            場館員戶帳碼錄註冊絡質損壞麼時樣從還換貨訂郵遞問題對較與區別寶貝嬰兒類產檔級約近馬達剛點僅齊廚鹽醬麵飯麥雞\
            鴨魚蝦豬羊奶茶葉蘋藥維養補絲綢織綿絨羅納針環項鏈戒鑽銀銅鐵鋁鋼樹藝畫樂鋼琴遊戲賬驗證賠償積壓縮輕鬆溫熱
            """
        let simple = """
            块钱万内亿圆两几间过预算余价贵币欧韩台湾买卖减满赠优惠占厂华为联电话费卫机壳脑表钟鞋裤袜帽衣车轮飞风双\
            单条张个只颗瓶罐盒箱组套装纸书笔灯线缆门窗柜台椅锅碗壶盘伞镜头发肤护胶带贴膜无国际销专营馆网购物单号运动\
            场馆员户帐码录注册络质损坏么时样从还换货订邮递问题对较与区别宝贝婴儿类产档级约近马达刚点仅齐厨盐酱面饭麦鸡\
            鸭鱼虾猪羊奶茶叶苹药维养补丝绸织绵绒罗纳针环项链戒钻银铜铁铝钢树艺画乐钢琴游戏账验证赔偿积压缩轻松温热
            """
        var map: [UInt32: UInt32] = [:]
        for (from, to) in zip(traditional.unicodeScalars, simple.unicodeScalars) where from != to {
            map[from.value] = to.value
        }
        return map
    }()
}
