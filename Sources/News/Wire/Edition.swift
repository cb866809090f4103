/// Compares a sender's own version numbers (ninjs `version`): `2`, `10`, `1.3`.
enum Edition {
    /// Negative if the second is later, 0 if they are the same, positive if the first is later.
    ///
    /// Nil if they cannot be compared: one is missing or not a number.
    static func order(_ left: String, _ right: String) -> Int? {
        guard let left = numbers(left), let right = numbers(right) else { return nil }
        for index in 0..<max(left.count, right.count) {
            let (one, other) = (index < left.count ? left[index] : "", index < right.count ? right[index] : "")
            // Without leading zeros the longer of two numbers is the greater, whatever their size.
            if one.utf8.count != other.utf8.count { return one.utf8.count < other.utf8.count ? -1 : 1 }
            if one != other { return one < other ? -1 : 1 }
        }
        return 0
    }

    /// Whether it can be compared at all.
    static func isNumber(_ text: String) -> Bool { numbers(text) != nil }

    /// The later of two; the first if they cannot be compared.
    static func later(_ left: String, _ right: String) -> String {
        if left.isEmpty { return right }
        return (order(left, right) ?? 1) < 0 ? right : left
    }

    private static func numbers(_ text: String) -> [Substring]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let areNumbers = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        return areNumbers ? parts.map { $0.drop { $0 == "0" } } : nil
    }
}
