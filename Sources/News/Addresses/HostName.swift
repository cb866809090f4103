extension String {
    /// Whether it can be the host of an address, in lower case and without a port: a name of the DNS (RFC 1123 section
    /// 2.1; an underscore is let through, as private networks use it), an IPv4 address, or an IPv6 address in brackets.
    public var isHostName: Bool {
        if hasPrefix("["), hasSuffix("]") { return dropFirst().dropLast().isIPv6Address }
        let labels = split(separator: ".", omittingEmptySubsequences: false)
        guard utf8.count <= 253, labels.allSatisfy(\.isHostLabel), let last = labels.last else { return false }
        // A name whose last label is a number is read as an IPv4 address (WHATWG URL, host parser).
        return !last.utf8.allSatisfy { (48...57).contains($0) }
            || (labels.count == 4 && labels.allSatisfy { $0.count <= 3 && Digits.number($0, in: 0...255) != nil })
    }
}

extension Substring {
    fileprivate var isHostLabel: Bool {
        (1...63).contains(utf8.count) && first != "-" && last != "-"
            && utf8.allSatisfy { byte in
                (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_")
            }
    }

    /// Eight groups of up to four hexadecimal digits, one run of zeros of which may be left out (RFC 4291 section 2.2).
    fileprivate var isIPv6Address: Bool {
        let halves = ranges(of: "::").count
        guard halves <= 1, !contains(":::"), !hasPrefix(":") || hasPrefix("::"), !hasSuffix(":") || hasSuffix("::")
        else { return false }
        let groups = split(separator: ":", omittingEmptySubsequences: true)
        return (halves == 0 ? groups.count == 8 : groups.count < 8)
            && groups.allSatisfy { $0.utf8.count <= 4 && $0.utf8.allSatisfy(Digits.isHexadecimal) }
    }
}
