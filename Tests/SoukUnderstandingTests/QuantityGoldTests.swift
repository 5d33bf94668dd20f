import Testing

@testable import SoukAnalysis
@testable import SoukUnderstanding

@Suite(.enabled(if: GoldFiles.isPresent))
struct QuantityGoldTests {
    @Test("quantities are read as annotated on the development set")
    func development() throws {
        let rows = try GoldFiles.rows("quantity.dev.tsv")
        var right = 0
        for row in rows {
            let found = QueryUnderstanding().interpret(row["text"] ?? "").quantities
            let text = found.isEmpty ? "NONE" : found.map(describe).joined(separator: " ")
            if text == row["quantities"] {
                right += 1
            } else {
                print("QTY \(row["text"] ?? ""): want \(row["quantities"] ?? "") got \(text)")
            }
        }
        let share = Double(right) / Double(rows.count)
        print("quantity.dev exact: \(right)/\(rows.count) = \(share)")
        #expect(share >= 0.85)
    }

    private func describe(_ quantity: Quantity) -> String {
        let value = number(quantity.value, quantity.max)
        let base = number(quantity.baseValue, quantity.baseMax)
        return "\(quantity.kind.rawValue):\(value):\(quantity.unit):\(base):\(quantity.baseUnit)"
    }

    private func number(_ low: Double, _ high: Double?) -> String {
        let text = low == low.rounded() ? String(Int(low)) : String(low)
        return high.map { "\(text)-\($0 == $0.rounded() ? String(Int($0)) : String($0))" } ?? text
    }
}
