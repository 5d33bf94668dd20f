/// What was bought together: the purchases of one shopper, cut where long nothing was bought.
package struct PurchaseBaskets: Sendable {
    /// The product ids of every basket that holds two products at least.
    package private(set) var baskets: [[String]] = []

    /// - Parameter gap: hours without a purchase that end a basket; purchases without a time go with the one before.
    /// - Complexity: O(events · log).
    package init(_ log: EventLog, gap: Double = 24) {
        var purchases = [[(item: UInt32, time: Double?)]](repeating: [], count: log.users.count)
        for index in log.kinds.indices where log.kinds[index] == .purchase {
            purchases[Int(log.userNumbers[index])].append((log.itemNumbers[index], log.timestamps[index]))
        }
        for list in purchases {
            let ordered = list.enumerated().sorted { a, b in
                let (first, second) = (a.element.time ?? -.infinity, b.element.time ?? -.infinity)
                return first != second ? first < second : a.offset < b.offset
            }.map(\.element)
            var basket: Set<UInt32> = []
            var last: Double?
            func close() {
                if basket.count > 1 { baskets.append(basket.sorted().map { log.items[Int($0)] }) }
                basket = []
            }
            for purchase in ordered {
                if let time = purchase.time, let before = last, time - before > gap * 3600 { close() }
                basket.insert(purchase.item)
                last = purchase.time ?? last
            }
            close()
        }
    }
}
