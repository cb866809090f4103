import HTTPTypes
import Press

extension HTTPFields {
    /// Seconds after which to ask again what could not be answered for now.
    static let retrySeconds = "5"

    /// How a kept page says that nobody knows whether it is still true: it is a hit that has been stale for so many seconds
    /// (RFC 9211, `ttl`).
    static func stale(_ seconds: Int) -> String { "Warta; hit; ttl=-\(seconds)" }

    /// The fields of a short text.
    static func plain(_ mediaType: String = "text/plain; charset=utf-8") -> HTTPFields {
        [.contentType: mediaType, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
    }

    mutating func append(_ lines: HeaderLines) {
        for (name, value) in lines.fields {
            guard let name = HTTPField.Name(name) else { continue }
            append(HTTPField(name: name, value: value))
        }
    }

    /// The fields of every answer to a reader: nothing runs, loads or frames it but what is ours.
    static func common(isSecure: Bool) -> HTTPFields {
        var headers: HTTPFields = [
            .contentSecurityPolicy: """
            default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; \
            font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
            """,
            .xContentTypeOptions: "nosniff",
            .referrerPolicy: "strict-origin-when-cross-origin",
            .permissionsPolicy: "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        ]
        if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
        return headers
    }
}

extension HTTPFields {
    /// As HTTP/1.1 sends them, each with its line end (RFC 9112 section 5).
    var lines: String { map { "\($0.name.rawName): \($0.value)\r\n" }.joined() }
}
