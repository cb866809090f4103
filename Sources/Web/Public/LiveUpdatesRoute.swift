import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press
import ServiceLifecycle

extension PublicSite {
    private enum Event: Sendable {
        case update(LiveUpdate)
        case heartbeat
    }

    /// The UPDATE rail as server-sent events (WHATWG HTML section 9.2): the rows at each change, a comment every
    /// 25 seconds so that nothing between takes the silence for an end, and a farewell when the server stops.
    func liveUpdates(_ request: Request) -> Response {
        let shown = request.uri.queryParameters["last"].map(String.init)
        let known = request.headers[.lastEventID] ?? shown
        let updates = press.updates
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff",
            // nginx would hold events back until its buffer is full.
            .accelBuffering: "no",
        ]
        guard request.method == .get else { return Response(status: .ok, headers: headers) }
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let (events, continuation) = AsyncStream.makeStream(
                        of: Event.self,
                        bufferingPolicy: .bufferingNewest(2)
                    )
                    group.addTask {
                        for await update in updates.listen(known: known) { continuation.yield(.update(update)) }
                        continuation.finish()
                    }
                    group.addTask {
                        while !Task.isCancelled {
                            try await Task.sleep(for: .seconds(25))
                            // A reader that has stalled must not lose the rail to a heartbeat.
                            if case .dropped(.update(let update)) = continuation.yield(.heartbeat) {
                                continuation.yield(.update(update))
                            }
                        }
                    }
                    for await event in events.cancelOnGracefulShutdown() {
                        try await writer.write(ByteBuffer(string: Self.text(of: event)))
                    }
                    group.cancelAll()
                }
                try await writer.write(ByteBuffer(string: "event: bye\ndata: bye\n\n"))
                try await writer.finish(nil)
            }
        )
    }

    private static func text(of event: Event) -> String {
        switch event {
        case .heartbeat: return ":\n\n"
        case .update(let update):
            let lines = update.html.split(separator: "\n").map { "data: \($0)\n" }.joined()
            return "id: \(update.id)\nevent: updates\n\(lines)\n"
        }
    }
}
