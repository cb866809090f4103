import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

extension Response {
    /// A pressed page for this request: whole, as `304`, or as its head alone; gzip where it is taken.
    init(_ page: PressedPage, for request: Request, isSecure: Bool, now: Timestamp) {
        let gzip = Negotiation.takesGzip(request.headers)
        var headers = HTTPFields.common(isSecure: isSecure)
        headers[.contentType] = page.mediaType
        headers[.cacheControl] = page.caching.header
        headers[.vary] = "Accept-Encoding, Surrogate-Capability"
        if !page.surrogateKeys.isEmpty { headers[.surrogateKey] = page.surrogateKeys.joined(separator: " ") }
        if page.isStitched { headers[.surrogateControl] = "max-age=60, content=\"ESI/1.0\"" }
        if page.status == .unavailable { headers[.retryAfter] = "5" }
        if page.caching != .none {
            let tag = page.entityTag(gzip: gzip)
            headers[.eTag] = tag
            // A second that is not over may bring another page: until then it is no date to compare with.
            let isSettled = page.lastModified.seconds < now.seconds
            if isSettled { headers[.lastModified] = HTTPDate.write(page.lastModified) }
            if page.status == .ok,
                Negotiation.isUnchanged(
                    request.headers,
                    entityTag: tag,
                    lastModified: isSettled ? page.lastModified : nil
                )
            {
                headers[.contentType] = nil
                self.init(status: .notModified, headers: headers)
                return
            }
        }
        if gzip { headers[.contentEncoding] = "gzip" }
        let parts = gzip ? page.gzipParts() : page.identityParts()
        self.init(
            status: .init(code: page.status.rawValue),
            headers: headers,
            body: ResponseBody(contentsOf: parts.map { ByteBuffer(bytes: $0) })
        )
    }

    /// The way to where it stands now.
    static func moved(to address: Address, isSecure: Bool) -> Response {
        var headers = HTTPFields.common(isSecure: isSecure)
        headers[.location] = address.path
        headers[.cacheControl] = "public, max-age=300"
        return Response(status: .movedPermanently, headers: headers)
    }

    /// A few words for a machine.
    static func plain(
        _ text: String,
        status: HTTPResponse.Status = .ok,
        mediaType: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status,
            headers: [.contentType: mediaType, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}

extension HTTPFields {
    /// What every answer to a reader says: nothing runs, loads or frames it but what we wrote.
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
