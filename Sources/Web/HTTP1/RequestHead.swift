import News

/// The head of a request, as ranges of the buffer that it stands in: nothing is copied, and only what the fast path
/// needs is kept.
///
/// It is strict on purpose (RFC 9112): anything that is not clearly one request with one certain end is left to
/// Hummingbird. If two programs split one stream of bytes differently, a request can be smuggled past the first.
struct RequestHead {
    enum Method { case get, head, post, other }

    /// What the bytes so far are.
    enum ParseResult {
        /// The head of a request whose end is certain.
        case head(RequestHead)
        /// Valid so far, but not complete.
        case incomplete
        /// Not clearly one request: Hummingbird decides what it is.
        case unclear
        case tooManyFields
    }

    var method: Method = .other
    var target = 0..<0
    /// Bytes of the request line with its end.
    var lineLength = 0
    /// Bytes of the head with the empty line at its end.
    var length = 0
    /// Bytes of the body that follows.
    var bodyLength = 0
    /// Whether the client wants the connection closed afterwards.
    var closes = false
    /// Whether the request is of HTTP/1.0.
    ///
    /// The fast path answers only programs that watch the server in it.
    var isHTTP10 = false
    /// Whether a field stands there that only Hummingbird's answer takes into account.
    var needsCare = false
    /// Whether the request names one host, and a possible one; one of HTTP/1.0 need name none.
    private(set) var namesHost = false
    /// Whether a field says that a proxy asks for somebody else; see ``LocalProgram``.
    var isForwarded = false
    var acceptEncoding: Range<Int>?
    var ifNoneMatch: Range<Int>?
    var ifModifiedSince: Range<Int>?
    var userAgent: Range<Int>?
    var forwardedFor: Range<Int>?
    var fetchSite: Range<Int>?
    var purpose: Range<Int>?
    var lastEventID: Range<Int>?

    private(set) var host: Range<Int>?
    private var connection: Range<Int>?
    private var contentLength: Range<Int>?

    /// Parses the head that the bytes begin with.
    static func parse(_ bytes: UnsafeRawBufferPointer, mostFields: Int) -> ParseResult {
        var scanner = HeadScanner(bytes: bytes)
        var head = RequestHead()
        switch scanner.requestLine(&head) {
        case .line: head.lineLength = scanner.offset
        case .incomplete: return .incomplete
        case .unclear: return .unclear
        }
        var fields = 0
        while true {
            switch scanner.field() {
            case .incomplete: return .incomplete
            case .unclear: return .unclear
            case .end:
                head.length = scanner.offset
                return head.isClear(bytes) ? .head(head) : .unclear
            case .field(let name, let value):
                fields += 1
                guard fields <= mostFields else { return .tooManyFields }
                guard head.take(name, value, bytes) else { return .unclear }
            }
        }
    }

    /// Whether only the request's target, and what is kept here of its fields, decides about the answer.
    var isPlain: Bool { !needsCare && !isHTTP10 }

    /// Whether the end of the request is certain, now that all fields are known.
    private mutating func isClear(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if let connection {
            let value = UnsafeRawBufferPointer(rebasing: bytes[connection])
            if value.equalsIgnoringCase("close") {
                closes = true
            } else if !value.equalsIgnoringCase("keep-alive") {
                return false
            }
        }
        if let contentLength {
            // Not every program ignores white space after the number.
            guard bytes[contentLength.upperBound] == UInt8(ascii: "\r"),
                let length = Digits.number(bytes[contentLength])
            else { return false }
            bodyLength = length
        }
        namesHost = host.map { RequestHost.isValid(bytes[$0]) } ?? isHTTP10
        // A connection of that version ends with its answer.
        if isHTTP10 { closes = true }
        return true
    }

    /// Keeps a field that matters; false if it makes the request's end uncertain.
    private mutating func take(_ name: Range<Int>, _ value: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let field = UnsafeRawBufferPointer(rebasing: bytes[name])
        switch name.count {
        case 3 where field.equalsIgnoringCase("via"): isForwarded = true
        case 4 where field.equalsIgnoringCase("host"): return Self.keepOnce(&host, value)
        case 6 where field.equalsIgnoringCase("expect"): needsCare = true
        case 7 where field.equalsIgnoringCase("upgrade"): return false
        case 9 where field.equalsIgnoringCase("forwarded") || field.equalsIgnoringCase("x-real-ip"): isForwarded = true
        case 10 where field.equalsIgnoringCase("connection"): return Self.keepOnce(&connection, value)
        case 10 where field.equalsIgnoringCase("user-agent"):
            if !Self.keepOnce(&userAgent, value) { needsCare = true }
        case 11 where field.equalsIgnoringCase("sec-purpose"):
            if !Self.keepOnce(&purpose, value) { needsCare = true }
        case 13 where field.equalsIgnoringCase("if-none-match"):
            if !Self.keepOnce(&ifNoneMatch, value) { needsCare = true }
        case 13 where field.equalsIgnoringCase("last-event-id"):
            if !Self.keepOnce(&lastEventID, value) { needsCare = true }
        case 14 where field.equalsIgnoringCase("content-length"): return Self.keepOnce(&contentLength, value)
        case 14 where field.equalsIgnoringCase("sec-fetch-site"):
            if !Self.keepOnce(&fetchSite, value) { needsCare = true }
        case 15 where field.equalsIgnoringCase("accept-encoding"):
            if !Self.keepOnce(&acceptEncoding, value) { needsCare = true }
        case 15 where field.equalsIgnoringCase("x-forwarded-for"):
            isForwarded = true
            if !Self.keepOnce(&forwardedFor, value) { needsCare = true }
        // In no standard, but NIO's parser treats it as `Connection`.
        case 16 where field.equalsIgnoringCase("proxy-connection"): return false
        case 16 where field.equalsIgnoringCase("x-forwarded-host"): isForwarded = true
        case 17 where field.equalsIgnoringCase("x-forwarded-proto"): isForwarded = true
        case 17 where field.equalsIgnoringCase("if-modified-since"):
            if !Self.keepOnce(&ifModifiedSince, value) { needsCare = true }
        case 17 where field.equalsIgnoringCase("transfer-encoding"): return false
        case 20 where field.equalsIgnoringCase("surrogate-capability"): needsCare = true
        default: break
        }
        return true
    }

    /// Keeps a field; false if there was one of that name already: that is a list, or an attack.
    private static func keepOnce(_ field: inout Range<Int>?, _ value: Range<Int>) -> Bool {
        guard field == nil else { return false }
        field = value
        return true
    }
}
