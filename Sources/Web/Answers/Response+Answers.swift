import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

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
