import Editorial
import Hummingbird
import News

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
        return try await eventStream(visit) {
            let listening = try await desk.listen(to: number, client, visit.member, session: visit.sessionToken)
            return EventStream(leave: listening.leave) { write in
                var talk = StoryTalk(self, number, visit.member, listening, from: point)
                try await talk.hold(write)
            }
        }
    }
}
