/// Follows the fields of Word: between a field's beginning and its separator stands what it does (`HYPERLINK "…"`), and
/// from there to its end what it says.
struct FieldCodes {
    enum Part {
        case begin, separator, end
    }

    /// For each field that is open, whether its code is being read.
    private var open: [Bool] = []

    /// Whether the words that come are a code.
    private(set) var isInCode = false

    mutating func take(_ part: Part) {
        switch part {
        case .begin: if open.count < 20 { open.append(true) }
        case .separator: if !open.isEmpty { open[open.count - 1] = false }
        case .end: _ = open.popLast()
        }
        isInCode = open.contains(true)
    }

    /// A code stands in one paragraph: where a separator is missing, it takes no other with it.
    mutating func endParagraph() {
        guard isInCode else { return }
        open = []
        isInCode = false
    }
}
