import News

/// The part of a file that a request asks for (RFC 9110 section 14.1.2).
enum ByteRange: Equatable {
    /// All of it: no range, several, another unit, or one that is none.
    case whole
    case part(ClosedRange<Int>)
    /// It begins behind the end: 416.
    case unsatisfiable

    /// - Parameters:
    ///   - field: The value of `Range`.
    ///   - length: Bytes of the whole file.
    init(_ field: String?, length: Int) {
        self = .whole
        guard let field, field.hasPrefix("bytes=") else { return }
        let parts = field.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return }
        let (first, last) = (Self.place(parts[0].utf8), Self.place(parts[1].utf8))
        switch (first, last) {
        case (let first?, nil) where parts[1].isEmpty:
            self = first < length ? .part(first...(length - 1)) : .unsatisfiable
        case (let first?, let last?) where first <= last:
            self = first < length ? .part(first...min(last, length - 1)) : .unsatisfiable
        case (nil, let suffix?) where parts[0].isEmpty:
            self = suffix > 0 && length > 0 ? .part(max(0, length - suffix)...(length - 1)) : .unsatisfiable
        default: break
        }
    }

    /// A number of bytes; one that is larger than any file is as good as the largest there is.
    private static func place(_ digits: Substring.UTF8View) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        let significant = digits.drop { $0 == 48 }
        return significant.isEmpty ? 0 : Digits.number(significant) ?? .max
    }
}
