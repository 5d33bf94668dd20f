import SoukEngine
import SoukImport

extension JSONValue {
    /// What a product is called: its title, or its name; nil when it has neither.
    var productTitle: String? { self["title"]?.scalarText ?? self["name"]?.scalarText }
}

/// What the product of this source is called; its id when it says nothing.
func productTitle(_ source: [UInt8], id: String) -> String {
    (try? JSONParser().parse(source))?.productTitle ?? id
}

extension IndexSnapshot {
    /// What a product is called; its id when it is not there, or says nothing.
    func title(of id: String) -> String {
        guard let address = address(of: id), let source = try? source(of: address) else { return id }
        return productTitle(source, id: id)
    }
}
