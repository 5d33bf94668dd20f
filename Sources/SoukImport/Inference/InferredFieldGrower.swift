import SoukEngine

/// Chooses the field for a member that appears only behind the sample, so that it is added and never an error.
package enum InferredFieldGrower {
    /// The field to add to `schema` for a member that it does not know, by the rules of ``SchemaInference``.
    ///
    /// Nil when the value is blank, so that nothing is known about it yet, when the name is empty or taken, and
    /// when the schema is full: the value then stays in the product's source only.
    package static func field(for member: JSONObject.Member, in schema: Schema) -> Field? {
        guard !member.name.isEmpty, member.name != "id", schema[member.name] == nil else { return nil }
        guard schema.fields.count < Schema.maximumFieldCount else { return nil }
        let observation = observe(member.value)
        guard observation.filled > 0 else { return nil }
        guard let field = ProductFields.named(member.name), observation.readable(as: field) > 0,
            field.role.map({ schema.field(with: $0) == nil }) ?? true
        else { return SchemaInference.other(member.name, observation) }
        return field
    }

    private static func observe(_ value: JSONValue) -> FieldObservation {
        var writer = JSONWriter()
        writer.beginArray()
        writer.write(value)
        writer.endArray()
        var observation = FieldObservation()
        try? JSONParser().withContainer(writer.bytes) { (array: JSONNode) throws(JSONError) -> Void in
            for element in array.children { observation.observe(element) }
        }
        return observation
    }
}
