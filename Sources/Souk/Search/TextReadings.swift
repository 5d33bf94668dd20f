import SoukUnderstanding

/// What one keystroke asks of one commit again: readings of texts, for suggestions, their counts and the page, and a page that was made
/// to count its text.
///
/// Of one task; nothing is ever dropped, since it lives for one keystroke.
final class TextReadings {
    private typealias Reading = (text: String, interpretation: Interpretation)

    private var plain: [Reading] = []
    private var corrected: [Reading] = []
    private var page: (text: String, page: SearchPage)?

    /// The reading of a text, with its corrections or without; nil: it is not known.
    func reading(of text: String, isCorrected: Bool) -> Interpretation? {
        // Texts with equal characters may differ in their bytes, which ranges are of.
        (isCorrected ? corrected : plain).first { $0.text.utf8.elementsEqual(text.utf8) }?.interpretation
    }

    func keep(_ interpretation: Interpretation, of text: String, isCorrected: Bool) {
        if isCorrected {
            corrected.append((text, interpretation))
        } else {
            plain.append((text, interpretation))
        }
    }

    /// The page of a text, with the options of the keystroke's page; nil: it was not made.
    func page(of text: String) -> SearchPage? {
        page.flatMap { $0.text.utf8.elementsEqual(text.utf8) ? $0.page : nil }
    }

    func keep(_ page: SearchPage, of text: String) { self.page = (text, page) }
}
