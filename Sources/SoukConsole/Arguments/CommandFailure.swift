/// Something that failed while a command ran. Exit status 1.
package struct CommandFailure: Error, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}
