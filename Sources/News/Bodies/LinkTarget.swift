/// Where a link may lead: http, https, mailto, tel, or a path of this site.
///
/// A fragment alone is refused, since a body keeps no `id` that it could lead to.
///
/// Addresses are judged as a browser reads them (WHATWG URL): tabs and line ends inside are removed before anything is
/// decided, and a backslash counts as a slash.
enum LinkTarget {
    static let longest = 2_048

    /// The address in its normal form; nil if a link to it is not kept.
    static func clean(_ href: String) -> String? {
        guard href.utf8.count <= longest, let text = stripped(href) else { return nil }
        if text.hasPrefix("#") { return nil }
        if text.hasPrefix("/") || text.hasPrefix("\\") { return sitePath(text) }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = text[..<colon].lowercased()
        let rest = text[text.utf8.index(after: colon)...]
        switch scheme {
        case "http", "https": return hasHost(rest) ? bounded("\(scheme):\(rest)") : nil
        case "mailto", "tel": return rest.isEmpty ? nil : bounded("\(scheme):\(rest)")
        default: return nil
        }
    }

    /// An http or https address in its normal form; nil for any other address.
    static func web(_ href: String) -> String? {
        guard let target = clean(href), target.hasPrefix("http") else { return nil }
        return target
    }

    /// The host of a web address as readers know it, without `www.`.
    static func host(_ url: String) -> String {
        guard let start = url.firstRange(of: "//")?.upperBound else { return url }
        let authority = url[start...].prefix { !"/?#\\".contains($0) }
        let host = authority.split(separator: "@").last ?? authority
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : String(host)
    }

    /// A path on this site, or the https address that `//host` means.
    ///
    /// A browser reads `/\host` as `//host` too, so it is refused.
    private static func sitePath(_ text: String) -> String? {
        let second = text.utf8.dropFirst().first
        if text.hasPrefix("//"), hasHost(text[...]) { return bounded("https:" + text) }
        guard text.hasPrefix("/"), second != UInt8(ascii: "/"), second != UInt8(ascii: "\\") else { return nil }
        return text
    }

    /// Whether the text after a scheme is `//` and a host.
    private static func hasHost(_ text: Substring) -> Bool {
        guard text.hasPrefix("//"), let first = text.utf8.dropFirst(2).first else { return false }
        return !"/\\?#@:".utf8.contains(first)
    }

    private static func bounded(_ text: String) -> String? {
        text.utf8.count <= longest ? text : nil
    }

    /// The text trimmed, without tabs and line ends and with spaces encoded; nil if it has other control characters.
    private static func stripped(_ href: String) -> String? {
        var result = String.UnicodeScalarView()
        var pending = 0
        for scalar in href.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: continue
            case 0x20: pending += result.isEmpty ? 0 : 1
            case _ where CleanText.isUnprintable(scalar): return nil
            default:
                // One by one: appending a sequence would copy the whole result each time.
                for _ in 0..<pending { for scalar in "%20".unicodeScalars { result.append(scalar) } }
                pending = 0
                result.append(scalar)
            }
        }
        return result.isEmpty || result.count > longest ? nil : String(result)
    }
}
