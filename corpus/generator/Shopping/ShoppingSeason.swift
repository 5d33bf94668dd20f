import Foundation

/// Four months of shopping: what the shoppers of each kind looked for, looked at and bought.
///
/// People of one kind choose from one short list, drawn by liking, so that the same few products meet in many
/// baskets (what item-based filtering needs) and queries have favourites (what choice frequency needs).
struct ShoppingSeason {
    let products: [Product]
    /// For each query, the products of grade 2 and 3.
    let wanted: [(query: String, grades: [Int: Int])]

    private static let shortListLength = 45

    /// All events in the order of time.
    func events(of kinds: [ShopperKind]) -> [ShopperEvent] {
        var events: [ShopperEvent] = []
        let named = Set(kinds.compactMap(\.user))
        var number = 0
        for kind in kinds {
            let list = shortList(of: kind)
            for _ in 0..<kind.users {
                var user = kind.user ?? ""
                while user.isEmpty || (kind.user == nil && named.contains(user)) {
                    number += 1
                    user = "u" + String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
                }
                events += season(of: user, kind: kind, list: list)
            }
        }
        return events.sorted { ($0.time, $0.user, $0.item, $0.event) < ($1.time, $1.user, $1.item, $1.event) }
    }

    private func shortList(of kind: ShopperKind) -> [(product: Int, liking: Double)] {
        let candidates = products.indices.filter { kind.liking(of: products[$0]) > 0 }
        var likings = candidates.map { kind.liking(of: products[$0]) }
        var draw = Draw("short list", kind.name)
        var list: [(product: Int, liking: Double)] = []
        var groups: Set<String> = []
        while list.count < ShoppingSeason.shortListLength, let place = draw.weighted(likings) {
            let index = candidates[place]
            // One variant of a product is enough on a list.
            if groups.insert(products[index].group).inserted { list.append((index, likings[place])) }
            likings[place] = 0
        }
        return list
    }

    private func season(
        of user: String, kind: ShopperKind, list: [(product: Int, liking: Double)]
    ) -> [ShopperEvent] {
        var draw = Draw("season", kind.name, user)
        // Of the kind's list everybody has favourites.
        let own = list.map { ($0.product, $0.liking * exp(0.8 * draw.gaussian())) }
        var events: [ShopperEvent] = []
        for _ in 0..<(3 + draw.below(kind.user == nil ? 7 : 12)) {
            let day = Signals.lastDay - 1 - draw.below(120)
            let start = day * 86_400 + 8 * 3600 + draw.below(14 * 3600)
            events += visit(of: user, list: own, start: start, draw: &draw)
        }
        return events
    }

    /// One visit: a query or none, a few products viewed, fewer clicked, put in the cart, bought, rated.
    private func visit(
        of user: String, list: [(product: Int, liking: Double)], start: Int, draw: inout Draw
    ) -> [ShopperEvent] {
        guard let first = draw.weighted(list.map(\.liking)) else { return [] }
        let search = draw.unit() < 0.75 ? query(for: list[first].product, draw: &draw) : nil
        var likings = list.map { entry in
            search.map { $0.grades[entry.product].map { entry.liking * Double($0 * $0) } ?? 0 }
                ?? entry.liking
        }
        var events: [ShopperEvent] = []
        var time = start
        for _ in 0..<(1 + draw.below(4)) {
            guard let place = draw.weighted(likings) else { break }
            likings[place] = 0
            let product = products[list[place].product]
            func add(_ event: String, value: Int? = nil) {
                events.append(
                    ShopperEvent(
                        user: user, item: product.id, event: event, query: search?.query ?? "", value: value,
                        time: time))
            }
            time += 15 + draw.below(200)
            add("view")
            guard draw.unit() < 0.6 else { continue }
            time += 5 + draw.below(60)
            add("click")
            guard draw.unit() < 0.45, product.stock > 0 else { continue }
            time += 10 + draw.below(120)
            add("cart")
            guard draw.unit() < 0.6 else { continue }
            time += 30 + draw.below(600)
            add("purchase")
            guard draw.unit() < 0.35 else { continue }
            time += 86_400 * (3 + draw.below(10))
            guard time < Signals.lastDay * 86_400 else { break }
            add("rating", value: draw.unit() < 0.75 ? 5 : 2 + draw.below(3))
            break
        }
        return events
    }

    /// A query that somebody who wants the product may have typed.
    private func query(for product: Int, draw: inout Draw) -> (query: String, grades: [Int: Int])? {
        let fitting = wanted.filter { $0.grades[product] != nil }
        let weights = fitting.map { Double(($0.grades[product] ?? 0) - 1) }
        return draw.weighted(weights).map { fitting[$0] }
    }
}
