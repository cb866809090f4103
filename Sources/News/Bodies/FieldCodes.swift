/// Tracks Word's field codes, so that a code such as `HYPERLINK "…"` is not read as text.
///
/// A field has its code between its begin and separator marks, and the text that it shows between its separator and end
/// marks.
struct FieldCodes {
    enum Part {
        case begin, separator, end
    }

    /// For each open field, whether its code is being read.
    private var open: [Bool] = []

    /// Whether the current text is a field's code.
    private(set) var isInCode = false

    mutating func take(_ part: Part) {
        switch part {
        case .begin: if open.count < 20 { open.append(true) }
        case .separator: if !open.isEmpty { open[open.count - 1] = false }
        case .end: _ = open.popLast()
        }
        isInCode = open.contains(true)
    }

    /// Drops the open fields if a code has not ended, so that a missing separator does not swallow the next paragraph.
    mutating func endParagraph() {
        guard isInCode else { return }
        open = []
        isInCode = false
    }
}
