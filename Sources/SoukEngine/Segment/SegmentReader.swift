import SoukStorage

/// One immutable segment, read where it lies in its mapped file.
///
/// Opening checks the header, the table of contents and the bounds of every section; ``verify()`` checks the bytes.
package final class SegmentReader: Sendable {
    package let id: SegmentID
    package let layout: SegmentLayout
    package let terms: TermDictionaryReader
    /// The words as they are written, see ``WordVocabulary``; nil where they were not counted.
    let words: TermDictionaryReader?
    package let lengths: LengthColumn
    package let norms: TermNormColumn
    package let ids: ProductIDColumn
    package let stored: StoredFieldsReader
    package let numbers: [Int: NumberColumn]
    package let keywords: [Int: KeywordColumn]
    package let vectors: [Int: VectorColumn]
    let bitmaps: TermBitmaps
    let termTable: OnceReference<TermTable>
    let wordTable: OnceReference<TermTable>
    private let sketches: [Int: OnceReference<NumberSketch>]
    let valueCodes: [Int: OnceReference<ValueCodes>]
    private let valueFoldings: [Int: OnceReference<ValueFolding>]
    let lookups: [Int: OnceReference<KeywordLookup>]

    /// Numbers that were updated since the segment was written, by field, and the files that hold the updates.
    let numberPages: [Int: NumberPages]
    let columnFiles: [String]
    /// The segment as its own file has it; nil: this is it.
    private let original: SegmentReader?

    private let sections: SectionFileReader
    // SAFETY: part of the file that `sections` keeps mapped; never written.
    nonisolated(unsafe) let postings: UnsafeRawBufferPointer
    private let listSource: PostingList.Source

    /// Bytes of each part of the segment, under the name of its sections up to the first dot: `postings`, `terms`, `ids`…
    package var partByteCounts: [String: Int] {
        Dictionary(
            sections.sectionByteCounts.map { (String($0.prefix { $0 != "." }), $1) }, uniquingKeysWith: +)
    }

    package init(_ id: SegmentID, in directory: any Directory) throws(StorageError) {
        self.id = id
        let version = SegmentLayout.version
        sections = try SectionFileReader(
            directory: directory, name: id.fileName, kind: SegmentLayout.kind, supported: version...version)
        guard sections.fileID == id.number else {
            throw .corrupt(
                Corruption(
                    file: sections.name, section: "header", byteOffset: 0,
                    expected: "segment \(id.number)", found: "segment \(sections.fileID)"))
        }
        layout = try SegmentLayout.read(sections)
        let count = layout.documentCount
        terms = try TermDictionaryReader(sections)
        let hasWords = sections.optionalSection(WordDictionaryWriter.section) != nil
        words = hasWords ? try TermDictionaryReader(sections, named: WordDictionaryWriter.section) : nil
        lengths = try LengthColumn(sections, slotCount: layout.slotFields.count, documentCount: count)
        norms = try TermNormColumn(sections, documentCount: count)
        ids = try ProductIDColumn(sections, documentCount: count)
        stored = try StoredFieldsReader(sections, documentCount: count)
        postings = try sections.section("postings")
        listSource = PostingList.Source(file: sections.name)
        bitmaps = TermBitmaps(documentCount: count)
        termTable = OnceReference()
        wordTable = OnceReference()
        var numbers: [Int: NumberColumn] = [:]
        for field in layout.numberFields {
            let name = SegmentLayout.numberSection(field)
            numbers[field] = try NumberColumn(
                try sections.section(name), documentCount: count, file: sections.name, section: name)
        }
        self.numbers = numbers
        var keywords: [Int: KeywordColumn] = [:]
        for field in layout.keywordFields {
            keywords[field] = try KeywordColumn(
                sections, name: SegmentLayout.keywordSection(field), documentCount: count)
        }
        self.keywords = keywords
        lookups = keywords.mapValues { _ in OnceReference() }
        valueCodes = keywords.mapValues { _ in OnceReference() }
        valueFoldings = keywords.mapValues { _ in OnceReference() }
        sketches = numbers.mapValues { _ in OnceReference() }
        var vectors: [Int: VectorColumn] = [:]
        for field in layout.vectorFields {
            let name = SegmentLayout.vectorSection(field)
            vectors[field] = try VectorColumn(
                try sections.section(name),
                codes: sections.optionalSection(SegmentLayout.vectorCodesSection(field)),
                documentCount: count, file: sections.name, section: name)
        }
        self.vectors = vectors
        numberPages = [:]
        columnFiles = []
        original = nil
    }

    /// A segment with other numbers that shares everything else with `other`.
    init(
        updating other: SegmentReader, numbers: [Int: NumberColumn], pages: [Int: NumberPages],
        files: [String]
    ) {
        original = other.original ?? other
        numberPages = pages
        columnFiles = files
        self.numbers = numbers
        id = other.id
        layout = other.layout
        terms = other.terms
        words = other.words
        lengths = other.lengths
        norms = other.norms
        ids = other.ids
        stored = other.stored
        keywords = other.keywords
        vectors = other.vectors
        bitmaps = other.bitmaps
        termTable = other.termTable
        wordTable = other.wordTable
        sketches = other.sketches
        valueCodes = other.valueCodes
        valueFoldings = other.valueFoldings
        lookups = other.lookups
        sections = other.sections
        postings = other.postings
        listSource = other.listSource
    }

    /// The segment as its own file has it.
    var withoutUpdates: SegmentReader { original ?? self }

    package var documentCount: Int { layout.documentCount }
    package var byteCount: Int { sections.byteCount }
    package var fileName: String { sections.name }

    /// The documents whose number of a field lies in the range.
    package func documents(number field: Int, in range: NumberRange) -> DocumentSet {
        guard let column = numbers[field] else { return DocumentSet(documentCount: documentCount) }
        return column.documents(
            in: range,
            sketches[field]?.value { NumberSketch(column, documentCount: documentCount) }
                ?? NumberSketch(column, documentCount: documentCount))
    }

    /// Keeps the documents of a set whose number lies in `range`, looking at each by itself.
    /// - Complexity: O(documents of the set).
    func keep(_ set: inout DocumentSet, number field: Int, in range: NumberRange) {
        guard let column = numbers[field] else {
            set = DocumentSet(documentCount: documentCount)
            return
        }
        column.keep(&set, in: range, sketches[field]?.known)
    }

    /// A keyword field's values in the form that counting takes; nil when the segment has no such field.
    func valueCodes(_ field: Int) -> ValueCodes? {
        guard let column = keywords[field], let codes = valueCodes[field] else { return nil }
        return codes.value { ValueCodes(column, documentCount: documentCount) }
    }

    /// The documents of each of a keyword field's values; nil where these are many.
    func sets(_ field: Int) -> [DocumentSet]? {
        guard let column = keywords[field], column.valueCount <= ValueCodes.fewValues else { return nil }
        return valueCodes(field)?.sets
    }

    /// Which of a keyword field's values are one but for case; nil when the segment has no such field.
    func valueFolding(_ field: Int, hasAttributes: Bool) -> ValueFolding? {
        guard let column = keywords[field], let folding = valueFoldings[field] else { return nil }
        return folding.value { ValueFolding(column, hasAttributes: hasAttributes) }
    }

    /// The documents of a keyword field's values; nil when the segment has no such field.
    package func lookup(_ field: Int) -> KeywordLookup? {
        guard let column = keywords[field], let lookup = lookups[field] else { return nil }
        return lookup.value { KeywordLookup(column, documentCount: documentCount) }
    }

    /// A cursor over the documents that hold `term`; nil when none does.
    package func postings(of term: [UInt8]) throws(StorageError) -> PostingsCursor? {
        guard let info = try terms.find(term) else { return nil }
        return try cursor(info)
    }

    package func cursor(_ info: TermInfo) throws(StorageError) -> PostingsCursor {
        PostingsCursor(try list(info))
    }

    /// The posting list of `term`; nil when no document holds it.
    func list(of term: [UInt8]) throws(StorageError) -> PostingList? {
        guard let info = try terms.find(term) else { return nil }
        return try list(info)
    }

    func list(_ info: TermInfo) throws(StorageError) -> PostingList {
        guard info.offset >= 0, info.offset <= postings.count, info.byteCount <= postings.count - info.offset
        else {
            throw .corrupt(
                Corruption(
                    file: sections.name, section: "postings", byteOffset: info.offset,
                    expected: "a list inside \(postings.count) bytes", found: "\(info.byteCount) bytes"))
        }
        let list = UnsafeRawBufferPointer(rebasing: postings[info.offset..<info.offset + info.byteCount])
        return try PostingList(list, info, documentCount: documentCount, source: listSource)
    }

    /// What damage inside a list is called outside.
    func postingsError(_ damage: PostingScanner.Damage, in info: TermInfo) -> StorageError {
        .corrupt(
            Corruption(
                file: sections.name, section: "postings", byteOffset: info.offset + damage.place,
                expected: "\(damage.expected)", found: "\(damage.found)"))
    }

    /// Checks the checksum of every section.
    package func verify() throws(StorageError) { try sections.verifyChecksums() }
}
