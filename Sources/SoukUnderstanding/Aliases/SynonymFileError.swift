/// A line of a synonym file that is no rule.
package struct SynonymFileError: Error, Equatable, CustomStringConvertible {
    package struct Place: Sendable, Equatable {
        package var file: String
        /// From 1.
        package var line: Int
        package var text: String
    }

    package enum Problem: Sendable, Equatable {
        case emptyName, oneName, severalArrows, noCategory, tooManyNames, tooManyRules
        case longName(String)
        case nothingToFind(String)
        case weight(String)
    }

    package let place: Place
    package let problem: Problem

    init(_ place: Place, _ problem: Problem) {
        self.place = place
        self.problem = problem
    }

    package var description: String { "\(place.file):\(place.line): \(message): '\(place.text.prefix(120))'" }

    package var message: String {
        switch problem {
        case .emptyName: "a name is missing beside a comma or =>; write 'a, b' or 'a => b'"
        case .oneName:
            "one name alone, whatever its case, width and accents, has no synonym; write 'a, b' or 'a => b'"
        case .severalArrows: "one => a line; write a line for each"
        case .noCategory: "a category is missing after 'in'; name it or leave 'in' out"
        case .tooManyNames: "more than \(SynonymFile.maximumNames) names in a rule; split it"
        case .tooManyRules: "more than \(SynonymFile.maximumRules) rules"
        case .longName(let name):
            "'\(name.prefix(20))…' is longer than \(SynonymFile.maximumNameLength) characters; shorten it"
        case .nothingToFind(let name):
            "'\(name.prefix(20))' has neither letter nor digit to be found by; write a word, or leave it out"
        case .weight(let number):
            "the weight after @ is '\(number)', not a number above 0 and below 1; write @0.8 for instance"
        }
    }
}
