extension String {
    /// Whether it has the form of a language tag (BCP 47): `id`, `en`, `zh-Hant-TW`.
    public var isLanguageTag: Bool {
        guard utf8.count <= 35 else { return false }
        let parts = utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.enumerated().allSatisfy { index, part in
            (1...8).contains(part.count)
                && part.allSatisfy { byte in
                    (97...122).contains(byte | 0x20) || (index > 0 && (48...57).contains(byte))
                }
        }
    }
}
