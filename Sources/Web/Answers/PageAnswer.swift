import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

/// The answer that a pressed page becomes for a request: whole or `304`, with gzip or without.
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
    ///   - away: How long the store has been away, in seconds; nil while it is not.
    ///   - now: The present time.
    init(_ page: PressedPage, for request: HTTPFields, isSecure: Bool, away: Int? = nil, now: Timestamp) {
        let gzip = Negotiation.takesGzip(request[.acceptEncoding])
        (self.page, self.gzip) = (page, gzip)
        // Before the second of its date is over the page may change again, so the date must not be compared with.
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
            headers.append(page.cachingFields)
            headers.append(page.part.surrogateKeys)
            headers.append(contentsOf: validators)
            if let away { headers[.cacheStatus] = HTTPFields.stale(away) }
            (status, self.headers, length) = (.notModified, headers, 0)
            return
        }
        var headers = HTTPFields.common(isSecure: isSecure)
        headers.append(page.part.contentType)
        headers.append(page.cachingFields)
        headers.append(page.part.surrogateKeys)
        if page.isStitched { headers[.surrogateControl] = "content=\"ESI/1.0\"" }
        if page.status == .unavailable { headers[.retryAfter] = HTTPFields.retrySeconds }
        headers.append(contentsOf: validators)
        if gzip { headers[.contentEncoding] = "gzip" }
        if page.status == .ok, let away { headers[.cacheStatus] = HTTPFields.stale(away) }
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
