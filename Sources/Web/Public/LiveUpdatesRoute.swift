import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

extension PublicSite {
    private enum Event: Sendable {
        case update(LiveUpdate)
        case heartbeat
    }

    /// The UPDATE rail as server-sent events (WHATWG HTML section 9.2): the rows at each change, a comment
    /// where nothing else is said, and a farewell when the server stops.
    func liveUpdates(_ request: Request, _ context: WebContext) -> Response {
        let shown = request.uri.queryParameters["last"].map(String.init)
        let known = request.headers[.lastEventID] ?? shown
        let (updates, registry) = (press.updates, registry)
        // Its head alone must not open a stream that nobody reads.
        guard request.method == .get else { return Response(status: .ok, headers: EventStreamText.headers) }
        let place = registry?.eventStreams.admit(peer: context.peer, forwarded: request.headers[.forwardedFor])
        guard registry == nil || place != nil else {
            return .plain(ErrorAnswer.listeners.sentence + "\n", status: ErrorAnswer.listeners.status)
        }
        return Response(
            status: .ok,
            headers: EventStreamText.headers,
            body: ResponseBody { [place] writer in
                defer { withExtendedLifetime(place) {} }
                try await writer.write(EventStreamText.opening)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let (events, continuation) = AsyncStream.makeStream(
                        of: Event.self,
                        bufferingPolicy: .bufferingNewest(2)
                    )
                    // Else it would be heard of with the next word only, which may be long in coming.
                    context.closing.whenComplete { _ in continuation.finish() }
                    let stop = registry?.whenStopping { continuation.finish() }
                    defer { if let stop { registry?.forget(stop) } }
                    group.addTask {
                        for await update in updates.listen(known: known) { continuation.yield(.update(update)) }
                        continuation.finish()
                    }
                    group.addTask {
                        while !Task.isCancelled {
                            try await Task.sleep(for: .seconds(EventStreamText.silence))
                            // A reader that has stalled must not lose the rail to a heartbeat.
                            if case .dropped(.update(let update)) = continuation.yield(.heartbeat) {
                                continuation.yield(.update(update))
                            }
                        }
                    }
                    for await event in events {
                        switch event {
                        case .update(let update): try await writer.write(EventStreamText.update(update))
                        case .heartbeat: try await writer.write(EventStreamText.heartbeat)
                        }
                    }
                    group.cancelAll()
                }
                try await writer.write(EventStreamText.farewell)
                try await writer.finish(nil)
            }
        )
    }
}
