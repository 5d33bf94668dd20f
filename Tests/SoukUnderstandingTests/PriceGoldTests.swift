import Testing

@testable import SoukUnderstanding

@Suite(.enabled(if: GoldFiles.isPresent))
struct PriceGoldTests {
    @Test("stated prices are read as annotated on the development set")
    func development() throws {
        let rows = try GoldFiles.rows("price.dev.tsv")
        var right = 0
        for row in rows {
            let found = QueryUnderstanding().interpret(row["text"] ?? "").price
            if matches(found, row) {
                right += 1
            } else {
                print(
                    "PRICE \(row["text"] ?? ""): want \(row["min"] ?? "")..\(row["max"] ?? "") \(row["currency"] ?? "") got \(describe(found))"
                )
            }
        }
        let share = Double(right) / Double(rows.count)
        print("price.dev exact: \(right)/\(rows.count) = \(share)")
        #expect(share >= 0.97)
    }

    @Test("stated prices are read as annotated in the intent set")
    func intentRows() throws {
        let rows = try GoldFiles.rows("intent.dev.tsv")
        var right = 0
        for row in rows {
            let found = QueryUnderstanding().interpret(row["query"] ?? "").price
            let expected = [
                "min": row["price_min"] ?? "", "max": row["price_max"] ?? "",
                "currency": row["currency"] ?? "",
            ]
            if matches(found, expected) {
                right += 1
            } else {
                print("INTENTPRICE \(row["query"] ?? ""): want \(expected) got \(describe(found))")
            }
        }
        let share = Double(right) / Double(rows.count)
        print("intent.dev price exact: \(right)/\(rows.count) = \(share)")
        #expect(share >= 0.98)
    }

    private func describe(_ price: PriceConstraint?) -> String {
        price.map { "\($0.kind) \($0.min ?? .nan)..\($0.max ?? .nan) \($0.currency ?? "-")" } ?? "none"
    }

    private func matches(_ found: PriceConstraint?, _ row: [String: String]) -> Bool {
        let none = row["min"] == "NONE" || ((row["min"] ?? "").isEmpty && (row["max"] ?? "").isEmpty)
        guard let found else { return none }
        if none { return false }
        func equal(_ value: Double?, _ text: String?) -> Bool {
            guard let number = Double(text ?? "") else { return value == nil }
            return value.map { abs($0 - number) < 0.006 } ?? false
        }
        return equal(found.min, row["min"]) && equal(found.max, row["max"])
            && (found.currency ?? "") == (row["currency"] ?? "")
    }
}
