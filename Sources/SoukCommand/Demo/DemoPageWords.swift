import Souk
import SoukEngine

/// The page's words for names that programs use: fields by their roles, intents, reasons of highlights.
struct DemoPageWords {
    private let language: AnswerLanguage

    init(_ language: AnswerLanguage) { self.language = language }

    private static let roles: [FieldRole: String] = [
        .brand: "品牌", .category: "类目", .price: "价格", .sales: "销量", .rating: "评分", .stock: "库存",
        .created: "上架时间",
        .group: "款式", .currency: "币种",
    ]
    private static let intents = [
        "brand": "找品牌", "category": "找品类", "product": "找商品", "priceComparison": "比价格", "other": "其他",
    ]
    private static let reasons = [
        "exact": "原词", "quantity": "数量", "synonym": "同义词", "alias": "别名", "translation": "翻译",
        "compound": "合写",
        "spelling": "拼写", "typo": "错字", "pinyin": "拼音",
    ]

    /// Of an attribute its name, which stands in the catalogue's language.
    func title(ofField name: String, _ schema: SoukEngine.Schema) -> String {
        if let dot = name.firstIndex(of: "."), schema.index(of: name) == nil {
            return String(name[name.index(after: dot)...])
        }
        guard language == .zh, let place = schema.index(of: name), let role = schema.fields[place].role
        else { return name }
        return Self.roles[role] ?? name
    }

    func intent(_ name: String) -> String { language == .zh ? Self.intents[name] ?? name : name }

    func reason(_ name: String) -> String { language == .zh ? Self.reasons[name] ?? name : name }
}
