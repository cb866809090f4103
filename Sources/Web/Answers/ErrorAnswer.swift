import HTTPTypes
import Hummingbird
import NIOCore
import News

/// What a request gets that cannot be answered: a status, and one sentence for people.
///
/// Every error that this room answers is made in this file, in both versions of HTTP and on the fast path, so what an
/// error means to those outside is decided here alone.
struct ErrorAnswer: Equatable {
    let status: HTTPResponse.Status
    /// What is wrong, and what to do.
    let sentence: String
    /// With 405, the methods that the address does answer.
    private var allowed: String?

    init(_ status: HTTPResponse.Status, _ sentence: String) {
        self.status = status
        self.sentence = sentence
    }
}

extension ErrorAnswer {
    /// What an error that was thrown means to whoever asked.
    ///
    /// A `NewsError` is written for people and is passed on. Anything else is a fault of ours: nothing is told of it.
    init(_ error: any Error) {
        switch error {
        case let error as NewsError: self.init(Self.status(of: error.code), error.message)
        case is CancellationError:
            self.init(.serviceUnavailable, "The server is being stopped; ask again in a few seconds.")
        default:
            self.init(.internalServerError, "Something went wrong on our side and was logged; try again later.")
        }
    }

    static func status(of code: NewsError.Code) -> HTTPResponse.Status {
        switch code {
        case .invalid: .badRequest
        case .notFound: .notFound
        case .refused: .forbidden
        case .throttled: .tooManyRequests
        case .conflict: .conflict
        case .unavailable: .serviceUnavailable
        }
    }
}

extension ErrorAnswer {
    static let hostMissing = ErrorAnswer(
        .badRequest,
        "The request must name one host, and a possible one; send one Host field."
    )
    /// For what is no request of HTTP.
    static let unreadable = ErrorAnswer(
        .badRequest,
        "The request cannot be read as HTTP; send it as RFC 9112 says."
    )
    static let hostUnknown = ErrorAnswer(
        .misdirectedRequest,
        "No newspaper of this server has that host; check the address."
    )
    /// At the administrators' port.
    static let notMonitored = ErrorAnswer(.notFound, "Here are /-/live, /-/ready, /-/health, /-/metrics.")

    static func notAllowed(_ methods: String) -> ErrorAnswer {
        var answer = ErrorAnswer(.methodNotAllowed, "This address answers \(methods).")
        answer.allowed = methods
        return answer
    }

    static func requestLineTooLong(_ limits: Limits) -> ErrorAnswer {
        ErrorAnswer(.uriTooLong, "The address is longer than \(limits.requestLine) bytes; ask for a shorter one.")
    }

    static func headTooLarge(_ limits: Limits) -> ErrorAnswer {
        ErrorAnswer(
            .requestHeaderFieldsTooLarge,
            "The head is larger than \(limits.header) bytes or \(limits.fields) fields; send fewer cookies."
        )
    }

    static let listeners = ErrorAnswer(
        .serviceUnavailable,
        "Too many pages of yours listen for news already; close some of them."
    )

    static func bodyTooLarge(_ most: Int) -> ErrorAnswer {
        ErrorAnswer(.contentTooLarge, "The body is larger than \(most) bytes; send less.")
    }

    static func tooSlow(_ limits: Limits) -> ErrorAnswer {
        ErrorAnswer(
            .requestTimeout,
            "The request was not whole after \(limits.headerSeconds) seconds; send it again."
        )
    }
}

extension ErrorAnswer {
    /// The sentence as a body.
    var text: String { sentence + "\n" }

    /// What its head says, apart from length and date.
    var fields: HTTPFields {
        var fields = HTTPFields.plain()
        if let allowed { fields[.allow] = allowed }
        if status == .serviceUnavailable { fields[.retryAfter] = HTTPFields.retrySeconds }
        return fields
    }

    /// For Hummingbird.
    var response: Response {
        Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// For a stream of HTTP/2.
    func head(at time: Timestamp) -> HTTPResponse {
        var fields = fields
        fields[.contentLength] = String(text.utf8.count)
        fields[.date] = HTTPDate.write(time)
        return HTTPResponse(status: status, headerFields: fields)
    }

    /// The last answer on a connection of HTTP/1.1, byte for byte.
    func encoded(at time: Timestamp) -> ByteBuffer {
        let head = head(at: time)
        return ByteBuffer(
            string:
                "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n\(head.headerFields.lines)Connection: close\r\n\r\n"
                + text
        )
    }
}
