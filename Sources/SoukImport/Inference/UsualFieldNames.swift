import SoukEngine

/// Names under which Chinese shops export the fields of a product: 标题 is the title, 类目 the category.
///
/// A name is compared without white space, case and what stands in brackets (`价格（元）`). Of several columns for one field the
/// one whose name comes first here is meant: 商品编号 before 货号, 售价 before 市场价. Traditional forms are listed beside the
/// simplified ones. Written for this project from general knowledge.
package enum UsualFieldNames {
    private static let table: [(field: String, names: String)] = [
        ("id", "编号 商品编号 产品编号 商品id 产品id 商品编码 产品编码 编码 货号 商品货号 sku 編號 商品編號 產品編號 貨號"),
        ("title", "标题 商品标题 产品标题 名称 商品名称 产品名称 商品名 产品名 品名 標題 商品標題 名稱 商品名稱 產品名稱"),
        ("brand", "品牌 商品品牌 产品品牌 品牌名称 品牌名 品牌名稱"),
        ("category", "类目 分类 类别 品类 商品类目 商品分类 商品类别 产品分类 产品类别 所属类目 类目名称 分类名称 類目 分類 類別 商品分類 產品分類"),
        ("description", "描述 商品描述 产品描述 详情 商品详情 产品详情 简介 商品简介 产品介绍 商品介绍 說明 说明 商品說明 商品说明 詳情 簡介 產品描述"),
        ("attributes", "属性 商品属性 产品属性 规格 商品规格 规格参数 参数 屬性 商品屬性 規格 商品規格"),
        ("price", "价格 售价 现价 单价 销售价 销售价格 商品价格 优惠价 价钱 市场价 價格 售價 單價 商品價格"),
        ("currency", "币种 货币 币别 幣種 貨幣 幣別"),
        ("rating", "评分 商品评分 综合评分 平均评分 星级 評分 商品評分 星級"),
        ("reviewCount", "评论数 评价数 评论数量 评价数量 累计评价 評論數 評價數 評論數量"),
        ("sales", "销量 总销量 月销量 累计销量 销售量 成交量 銷量 銷售量 月銷量"),
        ("stock", "库存 库存量 库存数量 商品库存 庫存 庫存量 庫存數量"),
        ("createdAt", "上架时间 上架日期 创建时间 创建日期 发布时间 发布日期 上架時間 建立時間 發布時間"),
        ("group", "款号 商品组 spu 系列编号 款號"),
        ("lang", "语言 語言"),
    ]

    /// The names of each field, as ``plain(_:)`` gives them, the likeliest first.
    private static let fields: [(field: String, names: [String])] = table.map { field, names in
        (field, names.split(separator: " ").map(String.init))
    }

    /// The columns that are meant by fields of products, by their names; each field at most once.
    ///
    /// - Complexity: O(names of the table) for each column.
    static func fields(of columns: some Collection<String>) -> [(field: String, column: String)] {
        fields.compactMap { field, names in
            let ranked = columns.compactMap { column in
                names.firstIndex(of: plain(column)).map { (rank: $0, column: column) }
            }
            return ranked.min { $0.rank < $1.rank }.map { (field, $0.column) }
        }
    }

    /// A name in small letters, without white space and what stands in brackets at its end.
    private static func plain(_ name: String) -> String {
        name.prefix { !"(（[【".contains($0) }.filter { !$0.isWhitespace }.lowercased()
    }
}

extension FieldMapping {
    /// The same, where ``UsualFieldNames`` tell what columns mean that nobody named.
    ///
    /// A column stays as it is where its field is mapped already, where another one has the field's own name, and where `schema` has a
    /// field of the column's name, or none of the field's.
    /// - Parameters:
    ///   - columns: names in the file.
    ///   - schema: of the index; nil: still to be inferred.
    package func addingUsualNames(of columns: [String], schema: Schema?) -> FieldMapping {
        var mapping = self
        let open = columns.filter { !isMapped($0) && schema?[$0] == nil }
        for (field, column) in UsualFieldNames.fields(of: open)
        where !columns.contains(field) && !isTarget(field) {
            guard schema == nil || field == "id" || schema?[field] != nil else { continue }
            mapping.add(field, column)
        }
        return mapping
    }
}
