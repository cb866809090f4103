import HTTPTypes
import Hummingbird
import NIOCore
import News

/// What a page of the newsroom hears for as long as it listens.
struct EventStream: Sendable {
    /// The page listens no longer; may be called more than once.
    let leave: @Sendable () -> Void
    /// Tells the page, by what is given to it; returns when the page listens no longer.
    let hold: @Sendable (_ write: (ByteBuffer) async throws -> Void) async throws -> Void
}

extension Newsroom {
    /// An answer of server-sent events.
    ///
    /// The stream ends with the connection and with the server, and when it is left otherwise. Their number is bounded,
    /// as that of the readers' streams is.
    /// - Parameter open: Is called where there is room for one more.
    func eventStream(_ visit: MemberVisit, _ open: () async throws -> EventStream) async throws -> Response {
        var headers = HTTPFields.newsroom(isSecure: isSecure)
        for field in EventStreamText.headers where field.name != .cacheControl { headers[field.name] = field.value }
        // A HEAD must not open a stream that nobody reads.
        guard visit.request.method == .get else { return Response(status: .ok, headers: headers) }
        let registry = visit.registry
        let place = registry?.eventStreams.admit(
            peer: visit.context.peer,
            forwarded: visit.request.headers[.forwardedFor]
        )
        guard registry == nil || place != nil else { return fault(.serviceUnavailable, "too_many_pages") }
        let stream = try await open()
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { [place] writer in
                defer { withExtendedLifetime(place) {} }
                defer { stream.leave() }
                // Else the end of the connection would be heard of with the next word only.
                visit.context.closing.whenComplete { _ in stream.leave() }
                let stop = registry?.whenStopping { stream.leave() }
                defer { if let stop { registry?.forget(stop) } }
                try await writer.write(EventStreamText.opening)
                try await stream.hold { try await writer.write($0) }
                try await writer.write(EventStreamText.farewell)
                try await writer.finish(nil)
            }
        )
    }
}

extension EventStreamText {
    /// An event of the newsroom.
    /// - Parameters:
    ///   - name: What kind of event it is.
    ///   - value: What is told.
    ///   - id: What a page that comes back says that it knows.
    static func event(_ name: String, _ value: JSONValue, id: String? = nil) -> ByteBuffer {
        var text = ByteBuffer()
        if let id { text.writeString("id: \(id)\n") }
        text.writeString("event: \(name)\ndata: ")
        text.writeBytes(value.bytes)
        text.writeString("\n\n")
        return text
    }
}
