import SoukConsole
import SoukImport

extension JSONValue: JSONEncodable {
    package func write(to json: inout JSONWriter) { json.raw(jsonBytes) }
}
