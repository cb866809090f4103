import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

extension Response {
    /// A pressed page for a request.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - request: For which.
    ///   - isSecure: Whether readers come by HTTPS.
    ///   - away: How long the store has been away, in seconds; nil while it is not.
    ///   - now: The present time.
    init(_ page: PressedPage, for request: Request, isSecure: Bool, away: Int? = nil, now: Timestamp) {
        let answer = PageAnswer(page, for: request.headers, isSecure: isSecure, away: away, now: now)
        if answer.status == .notModified {
            self = .notModified(answer.headers)
        } else {
            self.init(status: answer.status, headers: answer.headers, body: answer.body)
        }
    }

    /// Whether the answer names the request that it is for.
    ///
    /// Those of the newsroom do, and those that say that something went wrong on our side: no cache gives them to another
    /// request.
    var isForOneRequest: Bool {
        status.kind == .serverError || headers[.cacheControl] == "private, no-store"
    }

    /// 304 without a body, and even without a length of zero, which would be taken for that of the page (RFC 9110
    /// section 8.6).
    static func notModified(_ headers: HTTPFields) -> Response {
        Response(status: .notModified, headers: headers, body: ResponseBody { try await $0.finish(nil) })
    }

    /// 301 to the address where the page is now.
    static func moved(to address: Address, isSecure: Bool) -> Response {
        var headers = HTTPFields.common(isSecure: isSecure)
        headers[.location] = address.path
        // Kept no longer than a page: the address holds the headline, and the story may be withdrawn.
        headers[.cacheControl] = HTTPCaching.notice.header
        return Response(status: .movedPermanently, headers: headers)
    }

    /// A short text for programs.
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
