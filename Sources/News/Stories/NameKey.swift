internal import CUtf8proc
internal import FoundationEssentials

extension String {
    /// A name as it is told from others: by this, sections, tags and persons are the same or not.
    ///
    /// Case, the way in which accents are composed (Unicode's canonical equivalence), white space and what cannot be seen
    /// make no difference: *JOKOWI* is *Jokowi*. Accents do: *Pele* and *Pelé* are two. To put two people on one page is
    /// worse than to have two pages of one: the first credits somebody with another's work, the second a newsroom mends
    /// by spelling alike. Signs count as well: *王小明 (AFP)* is not *Иван Петров (AFP)*, though both have the slug `afp`.
    public var nameKey: String {
        var line = collapsedWhitespace
        if line.utf8.allSatisfy({ $0 < 0x80 }) { return line.lowercased() }
        var folded: UnsafeMutablePointer<UInt8>?
        let options = UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue | UTF8PROC_CASEFOLD.rawValue
        let count = line.withUTF8 { bytes in
            utf8proc_map(
                bytes.baseAddress,
                bytes.count,
                &folded,
                utf8proc_option_t(options | UTF8PROC_IGNORE.rawValue)
            )
        }
        guard count >= 0, let folded else { return line.lowercased() }
        defer { free(folded) }
        let key = String(decoding: UnsafeBufferPointer(start: folded, count: count), as: UTF8.self).collapsedWhitespace
        return key.isEmpty ? line : key
    }
}
