import Foundation

/// One query and the judge's rules for it: the first rule that holds gives a product its grade.
///
/// Grades: 3 exactly what is wanted, 2 acceptable, 1 related, 0 tempting but wrong. A product for which no
/// rule holds is not judged.
struct Judgement: Decodable {
    struct Rule: Decodable {
        var grade: Int
        var of: ProductCondition
        /// At most so many products, sampled; absent: all. For grades 1 and 0 only, so that no wanted
        /// product goes unjudged.
        var limit: Int?
    }

    var qid: String
    var query: String
    var lang: String
    /// What the shopper wants, in a sentence.
    var need: String
    var rules: [Rule]

    private struct File: Decodable { var judgements: [Judgement] }

    static func read(from file: URL) throws -> [Judgement] {
        try Vocabulary.read(File.self, from: file).judgements
    }

    /// The judged products with their grades, in the order of the catalogue.
    func grades(over products: [Product]) -> [(product: Int, grade: Int)] {
        var byRule = [[Int]](repeating: [], count: rules.count)
        for (index, product) in products.enumerated() {
            if let rule = rules.firstIndex(where: { $0.of.holds(for: product) }) {
                byRule[rule].append(index)
            }
        }
        var grades: [(product: Int, grade: Int)] = []
        for (place, rule) in rules.enumerated() {
            var draw = Draw("judgement", qid, "\(place)")
            let taken = rule.limit.map { draw.some($0, of: byRule[place]) } ?? byRule[place]
            grades += taken.map { ($0, rule.grade) }
        }
        return grades.sorted { $0.product < $1.product }
    }
}
