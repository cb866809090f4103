import HTTPTypes

extension Limits {
    /// Bytes of a head, counted as HTTP/2 counts them, that are still read so that it can be refused by an answer; a
    /// larger one ends the connection.
    ///
    /// Each field counts 32 bytes more than it is long (RFC 9113 section 6.5.2).
    var largestReadHead: Int { 4 * (header + 32 * fields) }

    /// Why a request of HTTP/2 is too large, by what its head says; nil if it is not.
    ///
    /// What a head may be is the same in both versions.
    func refusal(of request: HTTPRequest) -> ErrorAnswer? {
        let target = request.path ?? ""
        // A target with a scheme would name a host beside `:authority` (RFC 9113 section 8.3.1).
        guard target.hasPrefix("/") || (request.method == .options && target == "*") else { return .unreadable }
        if "\(request.method) \(target) HTTP/1.1\r\n".utf8.count > requestLine { return .requestLineTooLong(self) }
        let others = target.utf8.count + (request.authority ?? "").utf8.count
        if let error = refusal(of: request.headerFields, besides: others) { return error }
        guard let length = request.headerFields[.contentLength].flatMap({ Int($0) }) else { return nil }
        let mostBody = mostBody(of: target.utf8)
        return length > mostBody ? .bodyTooLarge(mostBody) : nil
    }

    /// Why the fields, of a head or behind a body, are too large; nil if they are not.
    ///
    /// - Parameter others: Bytes of the head that stand in no field.
    func refusal(of fields: HTTPFields, besides others: Int = 0) -> ErrorAnswer? {
        let length = fields.reduce(others) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
        return fields.count > self.fields || length > header ? .headTooLarge(self) : nil
    }
}
