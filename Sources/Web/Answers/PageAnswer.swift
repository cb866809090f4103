import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

/// What a pressed page is answered with: whole, or as `304`; gzip where it is taken.
///
/// ``LoopState/page(_:_:)`` writes the same, byte for byte, where there is no time for all this.
struct PageAnswer {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    /// Bytes of the body; none with 304.
    let length: Int
    private let page: PressedPage
    private let gzip: Bool

    /// - Parameters:
    ///   - page: The page.
    ///   - request: The fields of the request.
    ///   - isSecure: Whether readers come by HTTPS.
    ///   - now: The present time.
    init(_ page: PressedPage, for request: HTTPFields, isSecure: Bool, now: Timestamp) {
        let gzip = Negotiation.takesGzip(request[.acceptEncoding])
        (self.page, self.gzip) = (page, gzip)
        // A second that is not over may bring another page: until then it is no date to compare with.
        let isSettled = page.lastModified.seconds < now.seconds
        var validators = HTTPFields()
        if page.status == .ok {
            validators[.eTag] = page.entityTag(gzip: gzip)
            if isSettled { validators[.lastModified] = HTTPDate.write(page.lastModified) }
        }
        if let tag = validators[.eTag],
            Negotiation.isUnchanged(
                noneMatch: request[.ifNoneMatch],
                modifiedSince: request[.ifModifiedSince],
                entityTag: tag,
                lastModified: isSettled ? page.lastModified : nil,
                now: now
            )
        {
            var headers = HTTPFields()
            headers.append(page.part.keeping)
            headers.append(page.part.keys)
            headers.append(contentsOf: validators)
            (status, self.headers, length) = (.notModified, headers, 0)
            return
        }
        var headers = HTTPFields.common(isSecure: isSecure)
        headers.append(page.part.type)
        headers.append(page.part.keeping)
        headers.append(page.part.keys)
        if page.isStitched { headers[.surrogateControl] = "content=\"ESI/1.0\"" }
        if page.status == .unavailable { headers[.retryAfter] = "5" }
        headers.append(contentsOf: validators)
        if gzip { headers[.contentEncoding] = "gzip" }
        status = .init(code: page.status.rawValue)
        self.headers = headers
        length = gzip ? page.gzipLength : page.length
    }

    /// The body, piece by piece.
    func reader() -> PageReader { PageReader(page, gzip: gzip) }

    /// The body, all of it at once where it is short.
    var body: ResponseBody {
        guard length > Limits.mostWhole else { return ResponseBody(byteBuffer: page.bytes(gzip: gzip)) }
        return ResponseBody(contentLength: length) { [page, gzip] writer in
            var reader = PageReader(page, gzip: gzip)
            while let piece = reader.next() { try await writer.write(piece) }
            try await writer.finish(nil)
        }
    }
}

extension Response {
    /// A pressed page for a request.
    init(_ page: PressedPage, for request: Request, isSecure: Bool, now: Timestamp) {
        let answer = PageAnswer(page, for: request.headers, isSecure: isSecure, now: now)
        if answer.status == .notModified {
            self = .notModified(answer.headers)
        } else {
            self.init(status: answer.status, headers: answer.headers, body: answer.body)
        }
    }

    /// 304, without a body and without even a length of nought: it would be taken for the page's (RFC 9110 section
    /// 8.6).
    static func notModified(_ headers: HTTPFields) -> Response {
        Response(status: .notModified, headers: headers, body: ResponseBody { try await $0.finish(nil) })
    }

    /// The way to where it stands now.
    static func moved(to address: Address, isSecure: Bool) -> Response {
        var headers = HTTPFields.common(isSecure: isSecure)
        headers[.location] = address.path
        // No longer than a page: where it leads is a headline, and that may be withdrawn.
        headers[.cacheControl] = Caching.notice.header
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
            headers: .plain(mediaType),
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}

extension HTTPFields {
    /// What an answer of a few words says of itself.
    static func plain(_ mediaType: String = "text/plain; charset=utf-8") -> HTTPFields {
        [.contentType: mediaType, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
    }

    fileprivate mutating func append(_ lines: HeadLines) {
        for (name, value) in lines.fields {
            guard let name = HTTPField.Name(name) else { continue }
            append(HTTPField(name: name, value: value))
        }
    }

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
