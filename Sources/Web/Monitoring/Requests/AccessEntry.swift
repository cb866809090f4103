import HTTPTypes
import News

/// What a line of the access log says of one request.
struct AccessEntry {
    /// The reader's address, as trusted proxies tell it.
    var client: String
    var method = ""
    /// Without what is a secret: whoever may read the log must not be able to sign in by it.
    var target = ""
    var version = "HTTP/1.1"
    var host = ""
    var referrer = ""
    var agent = ""
    var id = ""
    var status = 0
    /// Of the body.
    var bytes = 0
    /// Nanoseconds from the request's head to the answer's end; nil for what the event loop answered at once.
    var seconds: Int64?

    /// Of a request that was refused unread.
    init(client: String) {
        self.client = client
    }

    init(_ request: HTTPRequest, client: String, version: RequestTally.Version) {
        self.client = client
        method = request.method.rawValue
        target = Self.withoutSecret(request.path ?? "")
        if version == .http2 { self.version = "HTTP/2.0" }
        host = request.authority ?? ""
        referrer = Self.withoutSecret(request.headerFields[.referer] ?? "")
        agent = request.headerFields[.userAgent] ?? ""
        id = request.headerFields[.requestID] ?? ""
    }

    /// Of a request that the fast path answers: fields that it has no use for are looked up only here.
    init(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer, client: String) {
        self.client = client
        switch head.method {
        case .get: method = "GET"
        case .head: method = "HEAD"
        case .post, .other: method = "POST"
        }
        target = Self.withoutSecret(bytes.text(head.target) ?? "")
        if head.isHTTP10 { version = "HTTP/1.0" }
        host = bytes.text(head.host) ?? ""
        agent = bytes.text(head.userAgent) ?? ""
        var scanner = HeadScanner(bytes: bytes)
        var line = RequestHead()
        guard case .line = scanner.requestLine(&line) else { return }
        while case .field(let name, let value) = scanner.field() {
            let field = UnsafeRawBufferPointer(rebasing: bytes[name])
            if field.equalsIgnoringCase("referer") { referrer = Self.withoutSecret(bytes.text(value) ?? "") }
            if field.equalsIgnoringCase("x-request-id") { id = bytes.text(value) ?? "" }
        }
    }

    /// An address without the token of a one-time link, of a guest's link, or of a receipt in it.
    static func withoutSecret(_ address: String) -> String {
        for root in secrets {
            guard let start = address.firstRange(of: root)?.upperBound else { continue }
            return address[..<start] + "-" + address[start...].drop { $0 != "/" && $0 != "?" && $0 != "#" }
        }
        return address
    }

    private static let secrets = [
        NewsroomAddress.link(token: "").path, NewsroomAddress.guest(token: "").path,
        Address.receipt("").path,
    ]
}
