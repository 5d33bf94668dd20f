import SoukEngine
import SoukRecommend
import SoukStorage

/// The events of an index as a writer changes them.
package enum EventAttachment {
    /// Puts a changed log in the place of the old one and commits, under the writer's lock.
    ///
    /// - Returns: the new log.
    /// - Complexity: O(events).
    @discardableResult
    package static func change(
        _ writer: IndexWriter, in directory: any Directory, _ body: (inout EventLog) -> Void
    ) throws -> EventLog {
        var log = EventLog()
        if let name = writer.attachment(ShopperHistory.purpose) {
            log = try EventLog(from: directory, name: name)
        }
        body(&log)
        if log.isEmpty {
            writer.attach(nil, as: ShopperHistory.purpose)
        } else {
            let name = writer.attachmentName(for: ShopperHistory.purpose)
            try log.write(to: directory, name: name)
            writer.attach(name, as: ShopperHistory.purpose)
        }
        try writer.commit()
        return log
    }
}
