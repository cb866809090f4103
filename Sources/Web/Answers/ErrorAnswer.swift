import HTTPTypes
import NIOCore
import News

/// Why a request is not answered, in one sentence.
struct ErrorAnswer {
    let status: HTTPResponse.Status
    let sentence: String

    static func requestLine(_ limits: Limits) -> ErrorAnswer {
        ErrorAnswer(
            status: .uriTooLong,
            sentence: "The address is longer than \(limits.requestLine) bytes; ask for a shorter one."
        )
    }

    static func header(_ limits: Limits) -> ErrorAnswer {
        ErrorAnswer(
            status: .requestHeaderFieldsTooLarge,
            sentence: "The head is larger than \(limits.header) bytes or \(limits.fields) fields; send fewer cookies."
        )
    }

    static func body(_ limits: Limits) -> ErrorAnswer {
        ErrorAnswer(
            status: .contentTooLarge,
            sentence: "The body is larger than \(limits.body) bytes; send less."
        )
    }

    static func slow(_ limits: Limits) -> ErrorAnswer {
        ErrorAnswer(
            status: .requestTimeout,
            sentence: "The request was not whole after \(limits.headerSeconds) seconds; send it again."
        )
    }

    static let listeners = ErrorAnswer(
        status: .serviceUnavailable,
        sentence: "Too many pages of yours listen for news already; close some of them."
    )

    /// The sentence as it is sent.
    var text: ByteBuffer { ByteBuffer(string: sentence + "\n") }

    func fields(at time: Timestamp) -> HTTPFields {
        var fields = HTTPFields.plain()
        fields[.contentLength] = String(sentence.utf8.count + 1)
        fields[.date] = HTTPDate.write(time)
        return fields
    }

    /// The whole answer, the last on a connection of HTTP/1.1.
    func written(at time: Timestamp) -> ByteBuffer {
        let line = "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n"
        return ByteBuffer(string: line + fields(at: time).lines + "Connection: close\r\n\r\n\(sentence)\n")
    }
}

extension Limits {
    /// Why a request of HTTP/2 is too large, by what its head says; what a head may be is the same in both versions.
    func refusal(of request: HTTPRequest) -> ErrorAnswer? {
        let target = request.path ?? ""
        if "\(request.method) \(target) HTTP/1.1\r\n".utf8.count > requestLine { return .requestLine(self) }
        let fields = request.headerFields
        let length = fields.reduce(target.utf8.count) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
        if fields.count > self.fields || length > header { return .header(self) }
        if let length = fields[.contentLength].flatMap({ Int($0) }), length > body { return .body(self) }
        return nil
    }
}
