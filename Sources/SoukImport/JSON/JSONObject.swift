/// The members of a JSON object in the order of the text. Names are unique: of equal ones the last stays.
package struct JSONObject: Sendable, Equatable {
    package struct Member: Sendable, Equatable {
        package var name: String
        package var value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member]

    package init() { members = [] }

    init(_ node: JSONNode) {
        members = node.children.map { Member(name: $0.key, value: JSONValue($0)) }
    }

    /// Parses one object. For many texts, keep a ``JSONParser``.
    package init(parsing text: some Collection<UInt8>) throws(JSONError) {
        self = try JSONParser().object(text)
    }

    /// The value of a member; setting a new name adds it at the end, setting nil removes it.
    /// - Complexity: O(members).
    package subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set {
            let place = members.firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append(Member(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The object as compact UTF-8 JSON.
    package var jsonBytes: [UInt8] { JSONValue.object(self).jsonBytes }
}
