import SoukUnderstanding

/// Readings of texts by one commit that one keystroke asks for again: suggestions, their counts and the page.
///
/// Of one task; nothing is ever dropped, since it lives for one keystroke.
final class TextReadings {
    private typealias Reading = (text: String, interpretation: Interpretation)

    private var plain: [Reading] = []
    private var corrected: [Reading] = []

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
}
