extension String {
    /// The text without bidirectional controls, if they could reorder what a page shows after it.
    ///
    /// Embeddings and isolates that are closed in order (UAX #9) stay: names in Arabic and Hebrew need them. If one is
    /// not closed, or there is an override, which shows letters in another order than they are written in, all controls
    /// go.
    var withBalancedDirections: String {
        // In UTF-8, all of them begin with E2 80 or E2 81.
        guard utf8.contains(0xE2), unicodeScalars.contains(where: \.isDirection) else { return self }
        if unicodeScalars.hasBalancedDirections { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isDirection }))
    }
}

extension Unicode.Scalar {
    fileprivate var isDirection: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}

extension String.UnicodeScalarView {
    fileprivate var hasBalancedDirections: Bool {
        var ends: [UInt32] = []
        for scalar in self where scalar.isDirection {
            switch scalar.value {
            case 0x202D, 0x202E: return false
            case 0x202A, 0x202B: ends.append(0x202C)
            case 0x2066...0x2068: ends.append(0x2069)
            default: if ends.popLast() != scalar.value { return false }
            }
        }
        return ends.isEmpty
    }
}
