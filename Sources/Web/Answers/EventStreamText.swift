import HTTPTypes
import NIOCore
import Press

/// The text of an event stream.
enum EventStreamText {
    static let headers: HTTPFields = [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
        // nginx would hold events back until its buffer is full.
        .accelBuffering: "no",
    ]
    /// Seconds of silence after which ``heartbeat`` is sent.
    static let silence: Int64 = 25
    /// How long a browser waits before it comes back.
    static let opening = ByteBuffer(string: "retry: 3000\n\n")
    /// A comment, so that no proxy takes the silence for the end.
    static let heartbeat = ByteBuffer(string: ":\n\n")
    /// The server stops: the client comes back after a while, which is not the same for all, and finds another.
    static var farewell: ByteBuffer {
        ByteBuffer(string: "retry: \(Int.random(in: 500...5_000))\nevent: bye\ndata: bye\n\n")
    }

    /// The rail's rows, then the line of breaking news, which may be none; each line of them a line of data.
    static func update(_ update: LiveUpdate) -> ByteBuffer {
        let banner = "event: banner\n" + (update.banner.isEmpty ? "data:\n" : data(update.banner)) + "\n"
        return ByteBuffer(string: "id: \(update.id)\nevent: updates\n\(data(update.html))\n\(banner)")
    }

    private static func data(_ html: String) -> String {
        html.split(separator: "\n").map { "data: \($0)\n" }.joined()
    }
}
