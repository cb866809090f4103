import Editorial
import Hummingbird
import News
import Press
import Storage

// What happens to the list while it is open.

extension Newsroom {
    /// What happens to the stories of a cut of the list, as server-sent events.
    ///
    /// A page that comes back is told what it missed, from the point until which it knows all (`Last-Event-ID`, or `after` in the
    /// query, which else is the list's own). The stream ends with the session and with the server.
    func listEvents(_ visit: MemberVisit) async throws -> Response {
        let after = visit.request.headers[.lastEventID] ?? visit.query["after"]
        guard let point = ListPoint(after) else {
            throw NewsError(.invalid, "The query does not say what the page knows.")
        }
        let names = try await memberNames()
        return try await eventStream(visit) {
            let listening = try desk.listenToList(visit.member.number, session: visit.sessionToken)
            let query = visit.query
            return EventStream(leave: listening.leave) { write in
                let question = { @Sendable (member: Member, now: Timestamp) in
                    ListQuestion(query, of: member).filter(at: now)
                }
                try await listening.hold(after: point, asking: question) { news in
                    try await write(news.map { event($0, names) } ?? EventStreamText.heartbeat)
                }
            }
        }
    }

    /// - Parameter names: Of members, by their keys.
    private func event(_ news: ListNews, _ names: [String: String]) -> ByteBuffer {
        let id = news.point.description
        if news.isTooMuch { return EventStreamText.event("anew", .members(["known": .string(id)]), id: id) }
        let now = clock()
        let rows = news.rows.map { row -> JSONValue in
            let html = theme.render("list-row", self.row(row, names, at: now))
            return .members([
                "story": .integer(row.number.rawValue), "html": .string(String(decoding: html, as: UTF8.self)),
            ])
        }
        let others = news.others.map { JSONValue.integer($0.rawValue) }
        return EventStreamText.event(
            "rows",
            .members(["known": .string(id), "rows": .array(rows), "others": .array(others)]),
            id: id
        )
    }
}
