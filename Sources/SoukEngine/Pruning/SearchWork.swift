/// What a search did, in counts that do not depend on the machine: to compare algorithms by, and to hold them to.
package struct SearchWork: Sendable, Equatable {
    /// Windows of documents looked at.
    package var windows = 0
    /// Blocks of postings decoded.
    package var blocks = 0
    /// Postings summed up, or compared one by one.
    package var postings = 0
    /// Documents looked up in the lists that were left out.
    package var candidates = 0
    /// Documents scored to the last bit.
    package var scored = 0

    package init() {}

    package static func += (a: inout SearchWork, b: SearchWork) {
        a.windows += b.windows
        a.blocks += b.blocks
        a.postings += b.postings
        a.candidates += b.candidates
        a.scored += b.scored
    }
}
