/// The numbers of a column in pages of 512, of which those that were updated are copies and the others lie in the mapped file.
///
/// A value never changes: ``updating(_:)`` makes another one that shares every page it does not touch, so that each snapshot keeps
/// its own numbers.
/// - Memory: 4 KiB for a page that holds an updated document, 8 bytes for each other.
/// - Complexity: an update O(pages of the column + pages touched × 512).
final class NumberPages: @unchecked Sendable {
    static let pageSize = 512

    /// One updated page.
    private final class Page: @unchecked Sendable {
        let values: UnsafeMutablePointer<Double>

        init(copying source: UnsafeRawPointer, count: Int) {
            values = .allocate(capacity: NumberPages.pageSize)
            values.initialize(repeating: .nan, count: NumberPages.pageSize)
            UnsafeMutableRawPointer(values).copyMemory(from: source, byteCount: count * 8)
        }

        deinit { values.deallocate() }
    }

    // SAFETY: one address for each page, of a page in `pages`, of the mapped file that the owning `SegmentReader` keeps alive, or of
    // `empty`; never written after `init`.
    let table: UnsafeMutablePointer<UnsafeRawPointer>
    private let pages: [Int: Page]
    /// Stands for the pages of a column that the segment's file does not have.
    private let empty: Page?
    let documentCount: Int
    /// The documents whose number is another than the file's, or was set once.
    let updated: DocumentSet

    private var pageCount: Int { (documentCount + Self.pageSize - 1) / Self.pageSize }

    /// - Parameters:
    ///   - file: the column in the segment's file; nil when it has none.
    ///   - base: what was updated before; nil: nothing.
    ///   - changes: numbers by document, NaN for none.
    init(
        file: UnsafeRawBufferPointer?, documentCount: Int, base: NumberPages?, changes: [UInt32: Double]
    ) {
        self.documentCount = documentCount
        let count = (documentCount + Self.pageSize - 1) / Self.pageSize
        table = .allocate(capacity: max(count, 1))
        var pages = base?.pages ?? [:]
        var updated = base?.updated ?? DocumentSet(documentCount: documentCount)
        var empty = base?.empty
        if let base {
            table.initialize(from: base.table, count: count)
        } else if let start = file?.baseAddress {
            for page in 0..<count { (table + page).initialize(to: start + page * Self.pageSize * 8) }
        } else {
            let page = Page(copying: UnsafeRawPointer(table), count: 0)
            empty = page
            table.initialize(repeating: UnsafeRawPointer(page.values), count: count)
        }
        self.empty = empty
        var own: Set<Int> = []
        for (document, value) in changes where document < documentCount {
            let page = Int(document) / Self.pageSize
            if own.insert(page).inserted {
                let size = min(Self.pageSize, documentCount - page * Self.pageSize)
                let copy = Page(copying: table[page], count: size)
                pages[page] = copy
                table[page] = UnsafeRawPointer(copy.values)
            }
            pages[page]?.values[Int(document) % Self.pageSize] = value
            updated.insert(document)
        }
        self.pages = pages
        self.updated = updated
    }

    deinit { table.deallocate() }

    @inline(__always)
    static func value(_ table: UnsafeMutablePointer<UnsafeRawPointer>, _ document: UInt32) -> Double {
        table[Int(document >> 9)].loadUnaligned(
            fromByteOffset: Int(document & 511) * 8, as: Double.self)
    }
}
