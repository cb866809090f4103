/// The addresses of a picture in several sizes: HTML's `srcset`.
enum SourceSet {
    /// Maximum number of candidates that are read.
    private static let most = 40

    /// The addresses, the largest picture's first (WHATWG HTML, *parsing a srcset attribute*).
    static func addresses(_ text: String) -> [String] {
        var candidates: [(address: String, size: Double)] = []
        var rest = text[...]
        while candidates.count < most {
            rest = rest.drop { $0.isWhitespace || $0 == "," }
            if rest.isEmpty { break }
            let word = rest.prefix { !$0.isWhitespace }
            rest = rest[word.endIndex...]
            var size = 1.0
            // A comma at the end of an address separates it from the next; a comma inside belongs to the address.
            if word.last != "," {
                let descriptor = rest.prefix { $0 != "," }
                rest = rest[descriptor.endIndex...]
                size = descriptor.prefix(40).split(whereSeparator: \.isWhitespace).first.flatMap(number) ?? 1
            }
            candidates.append((String(word.reversed().drop { $0 == "," }.reversed()), size))
        }
        return candidates.enumerated()
            .sorted { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }.map(\.element.address)
    }

    /// The number of `640w` or `2x`.
    private static func number(_ descriptor: Substring) -> Double? {
        guard let unit = descriptor.last, unit == "w" || unit == "x" else { return nil }
        return Double(descriptor.dropLast())
    }
}
