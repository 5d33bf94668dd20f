/// Short names of files for tables.
enum PathNames {
    /// For each path its shortest end, in whole components, that no other path has too; equal paths stay as they are.
    ///
    /// `["a/souk.run", "b/souk.run"]` stay, `["a/old.run", "a/new.run"]` become `["old.run", "new.run"]`.
    /// - Complexity: O(paths² × components).
    static func shortened(_ paths: [String]) -> [String] {
        paths.map { path in
            let components = path.split(separator: "/")
            for count in 1..<max(2, components.count) {
                let end = components.suffix(count)
                let sharing = paths.count { $0.split(separator: "/").suffix(count).elementsEqual(end) }
                if sharing == 1 { return end.joined(separator: "/") }
            }
            return path
        }
    }
}
