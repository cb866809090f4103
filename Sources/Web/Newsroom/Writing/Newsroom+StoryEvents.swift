import Editorial
import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

extension Newsroom {
    /// What happens to a story, as server-sent events: what others write, where their carets are, what the desk does.
    ///
    /// A page that comes back is told what it missed, from the id of the last event that it heard (`Last-Event-ID`, or
    /// `after` in the query). The stream ends with the session, with the server, and where the page falls behind.
    func events(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        guard let client = WritingClient(visit.query["client"]) else {
            throw NewsError(.invalid, "The query names no client.")
        }
        let after = visit.request.headers[.lastEventID] ?? visit.query["after"]
        let point = SharedText.Point(after)
        guard point != nil || after.isEmpty else { throw NewsError(.invalid, "The query names no version.") }
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
        let listening = try await desk.listen(to: number, client, visit.member, session: visit.sessionToken)
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { [place] writer in
                defer { withExtendedLifetime(place) {} }
                defer { listening.leave() }
                // Else the end of the connection would be heard of with the next word only.
                visit.context.closing.whenComplete { _ in listening.leave() }
                let stop = registry?.whenStopping { listening.leave() }
                defer { if let stop { registry?.forget(stop) } }
                var talk = StoryTalk(self, number, visit.member, listening, from: point)
                try await writer.write(EventStreamText.opening)
                try await talk.hold { try await writer.write($0) }
                try await writer.write(EventStreamText.farewell)
                try await writer.finish(nil)
            }
        )
    }
}
