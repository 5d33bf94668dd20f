/// How else a name with hyphens is written: SK-II as `sk ii` and `skii`.
enum HyphenatedName {
    /// The name with spaces in the place of its hyphens, and without them; none for a name without hyphens between letters.
    static func forms(_ name: String) -> [String] {
        guard name.utf8.contains(UInt8(ascii: "-")) else { return [] }
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) else { return [] }
        return [parts.joined(separator: " "), parts.joined()]
    }
}
