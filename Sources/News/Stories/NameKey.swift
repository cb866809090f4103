internal import CUtf8proc
internal import FoundationEssentials

extension String {
    /// A name as it is told from others: by this, sections, tags and persons are the same or not.
    ///
    /// Case, the way in which accents are composed (Unicode's canonical equivalence), white space and what cannot be seen
    /// make no difference: *JOKOWI* is *Jokowi*. Whatever a reader sees does: *Weiß* is not *Weiss*, and where a joiner
    /// changes how letters are drawn, as in Persian, it counts. Accents do: *Pele* and *Pelé* are two. To put two people on one page is
    /// worse than to have two pages of one: the first credits somebody with another's work, the second a newsroom mends
    /// by spelling alike. Signs count as well: *王小明 (AFP)* is not *Иван Петров (AFP)*, though both have the slug `afp`.
    public var nameKey: String {
        let line = collapsedWhitespace
        if line.utf8.allSatisfy({ $0 < 0x80 }) { return line.lowercased() }
        let key = NameFolding.folded(line.composed).composed.collapsedWhitespace
        return key.isEmpty ? line : key
    }

    /// The text in NFC.
    var composed: String {
        var line = self
        var result: UnsafeMutablePointer<UInt8>?
        let options = utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
        let count = line.withUTF8 { utf8proc_map($0.baseAddress, $0.count, &result, options) }
        guard count >= 0, let result else { return line }
        defer { free(result) }
        return String(decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
    }
}

/// What of a name's characters tells it from others.
private enum NameFolding {
    /// The name in one case, without what cannot be seen.
    static func folded(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(name.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\u{200C}" || scalar == "\u{200D}" {
                if let last = result.lastBase, let next = scalars[(index + 1)...].first(where: { !isUnseen($0) }),
                    joins(last, next, isJoiner: scalar == "\u{200D}", behind: result.last)
                {
                    result.append(scalar)
                }
            } else if !isUnseen(scalar) {
                result.append(simplyFolded(scalar))
            }
        }
        return String(result)
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .format
    }

    /// Unicode's simple case folding (statuses C and S): one character stays one, so that *Weiß* is not *Weiss* and the
    /// ligature ﬁ is not fi.
    private static func simplyFolded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // The Turkish İ has no simple folding, and a mark has no case.
        if scalar == "İ" || scalar.properties.canonicalCombiningClass != .notReordered { return scalar }
        let value = utf8proc_int32_t(bitPattern: scalar.value)
        let folded = withUnsafeTemporaryAllocation(of: utf8proc_int32_t.self, capacity: 8) { buffer in
            var boundary: CInt = 0
            let count = utf8proc_decompose_char(value, buffer.baseAddress, 8, UTF8PROC_CASEFOLD, &boundary)
            // Where the full folding is longer, the simple one is the small letter.
            return count == 1 ? buffer[0] : utf8proc_tolower(value)
        }
        return Unicode.Scalar(UInt32(bitPattern: folded)) ?? scalar
    }

    // MARK: Joiners

    /// Whether a joiner or non-joiner between two characters changes how they look (RFC 5892, *CONTEXTJ*; for emoji,
    /// UTS #51).
    private static func joins(
        _ last: Unicode.Scalar,
        _ next: Unicode.Scalar,
        isJoiner: Bool,
        behind sign: Unicode.Scalar?
    ) -> Bool {
        // A virama, whose letters a joiner binds and a non-joiner parts.
        if sign?.properties.canonicalCombiningClass.rawValue == 9 { return true }
        if isJoiner, isPictograph(last), isPictograph(next) { return true }
        // Letters of Arabic and its kin, unless the first never binds to the left: then nothing is to be seen.
        return !isJoiner && isCursive(last) && isCursive(next) && !bindsNoLeft.contains(last.value)
    }

    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmoji && scalar.value > 0xFF || (0x1F3FB...0x1F3FF).contains(scalar.value)
    }

    private static func isCursive(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.properties.isAlphabetic else { return false }
        return switch scalar.value {
        case 0x0620...0x08FF, 0x1820...0x18AA, 0x1E900...0x1E943, 0x10D00...0x10D23: true
        default: false
        }
    }

    /// Letters of Arabic that bind only to the right, or not at all (*Joining_Type* R and U).
    private static let bindsNoLeft: Set<UInt32> = {
        let ranges: [ClosedRange<UInt32>] = [
            0x621...0x625, 0x627...0x627, 0x629...0x629, 0x62F...0x632, 0x648...0x648, 0x671...0x677, 0x688...0x699,
            0x6C0...0x6C0, 0x6C3...0x6CB, 0x6CD...0x6CD, 0x6CF...0x6CF, 0x6D2...0x6D5, 0x6EE...0x6EF, 0x759...0x75B,
            0x76B...0x76C, 0x771...0x771, 0x773...0x774, 0x778...0x779, 0x8AA...0x8AC, 0x8AE...0x8AE, 0x8B1...0x8B2,
        ]
        return Set(ranges.joined())
    }()
}

extension String.UnicodeScalarView {
    /// The last character that is no mark.
    fileprivate var lastBase: Unicode.Scalar? {
        reversed().prefix(20).first { scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .modifierSymbol: (0x1F3FB...0x1F3FF).contains(scalar.value)
            default: true
            }
        }
    }
}
