import HTTPTypes
import Hummingbird
import News
import Press

/// What a request allows the answer to be (RFC 9110, sections 12 and 13).
enum Negotiation {
    /// Whether the client accepts gzip: by name or by `*`, with a weight above zero.
    /// - Parameter acceptEncoding: The field's value.
    static func takesGzip(_ acceptEncoding: String?) -> Bool {
        guard let field = acceptEncoding else { return false }
        var star: Bool?
        for item in field.split(separator: ",") {
            let parts = item.split(separator: ";").map { $0.lowercased().filter { !$0.isWhitespace } }
            guard let name = parts.first else { continue }
            let isWanted = !parts.dropFirst().contains { $0.hasPrefix("q=") && (Double($0.dropFirst(2)) ?? 0) <= 0 }
            if name == "gzip" || name == "x-gzip" { return isWanted }
            if name == "*" { star = isWanted }
        }
        return star ?? false
    }

    /// Whether the client has this page already: by its tag, or by its date if it names no tag.
    ///
    /// - Parameters:
    ///   - noneMatch: The value of `If-None-Match`.
    ///   - modifiedSince: The value of `If-Modified-Since`.
    ///   - entityTag: The page's tag.
    ///   - lastModified: The page's date; nil if it must not be compared with.
    ///   - now: The present time.
    static func isUnchanged(
        noneMatch: String?,
        modifiedSince: String?,
        entityTag: String,
        lastModified: Timestamp?,
        now: Timestamp
    ) -> Bool {
        if let field = noneMatch {
            // Weak comparison: a `W/` before a tag does not matter here (section 13.1.2).
            return field.split(separator: ",").contains { item in
                let tag = item.drop { $0.isWhitespace }
                return tag == "*" || tag.hasPrefix(entityTag) || tag.hasPrefix("W/" + entityTag)
            }
        }
        guard let lastModified, let field = modifiedSince, let since = HTTPDate.read(field, now: now) else {
            return false
        }
        return lastModified <= since
    }

    /// Whether a proxy says that it puts pages together itself (W3C *Edge Architecture Specification*).
    static func stitches(_ headers: HTTPFields) -> Bool {
        headers[.surrogateCapability]?.contains("ESI/1.0") ?? false
    }
}
