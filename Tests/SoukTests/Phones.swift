import Foundation
import Souk

/// The example of the documentation.
struct Phone: Codable, Sendable, Identifiable, Equatable {
    let id: String
    var title: String
    var brand: String
    var category: [String]
    var price: Decimal
    var stock: Int
    var sales: Int
    var specs: [String: String]

    static func schema() -> Schema<Phone> {
        Schema<Phone> {
            Text(\.title, weight: 4)
            Keyword(\.brand, role: .brand)
            Path(\.category, role: .category)
            Number(\.price, role: .price)
            Number(\.stock, role: .stock)
            Number(\.sales, role: .sales)
            Attributes(\.specs)
        }
    }

    static let catalogue = [
        Phone(
            id: "p1", title: "华为 畅享 70 智能手机", brand: "华为", category: ["手机", "智能手机"], price: 1299, stock: 5,
            sales: 900,
            specs: ["颜色": "黑色"]),
        Phone(
            id: "p2", title: "华为 Mate 60 Pro 智能手机", brand: "华为", category: ["手机", "智能手机"], price: 6999,
            stock: 3,
            sales: 4000, specs: ["颜色": "白色"]),
        Phone(
            id: "p3", title: "小米 14 智能手机", brand: "小米", category: ["手机", "智能手机"], price: 3999, stock: 0,
            sales: 3000,
            specs: ["颜色": "黑色"]),
        Phone(
            id: "p4", title: "适用华为Mate60手机壳 防摔", brand: "亿色", category: ["手机", "配件"], price: 39, stock: 80,
            sales: 700,
            specs: ["颜色": "透明"]),
        Phone(
            id: "p5", title: "Apple iPhone 15 Pro 256GB", brand: "Apple", category: ["手机", "智能手机"],
            price: 8999, stock: 9,
            sales: 5000, specs: ["颜色": "原色"]),
    ]
}
