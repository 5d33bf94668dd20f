import SoukAnalysis

/// Words in the names of products that name no goods, and words for goods that go with others.
package enum ProductNames {
    /// What tells the versions of a line apart.
    package static let variants = Set(
        """
        pro max plus mini ultra lite air se fe xl xs xr gen edition note fold flip gt neo turbo prime slim mk mark ii iii iv v s x z t e a c r \
        hd 4g 5g lte wifi new
        """.split(separator: " ").map(String.init))

    /// Goods that go with others, as the heads of titles name them: the last word in English, the last characters in Chinese.
    private static let accessories = """
        case cover protector bumper skin sleeve pouch cable cord charger adapter adaptor charging dock cradle mount holder stand \
        bracket strap band tripod battery film glass sticker decal stylus lanyard grip accessory replacement hub dongle filter hood \
        cap bag remote kit
        壳 膜 机套 护套 皮套 硅胶套 壳套 贴纸 钢化膜 数据线 充电线 充电器 充电头 充电宝 适配器 支架 底座 表带 腕带 挂绳 保护套 保护壳 配件 转接头 \
        转换器 充电座 电池 手写笔 收纳包 镜头盖 遮光罩 云台 三脚架 耳塞套 贴膜
        """

    /// Their ``HeadTerm``s by an analyzer.
    package static func accessoryTerms(_ analyzer: Analyzer) -> Set<[UInt8]> {
        var terms: Set<[UInt8]> = []
        for word in accessories.split(whereSeparator: \.isWhitespace) {
            let isLatin = word.utf8.allSatisfy { $0 < 0x80 }
            let term = isLatin ? analyzer.tokens(String(word), mode: .words).first?.term ?? "" : String(word)
            terms.insert(HeadTerm.bytes(naming: Array(term.utf8)))
        }
        return terms
    }
}
