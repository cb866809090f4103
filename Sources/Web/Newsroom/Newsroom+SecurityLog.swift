import Editorial
import HTTPTypes
import Hummingbird
import News
import Press

// What happened to accounts: all of it for administrators, the latest of their own for everybody.

extension Newsroom {
    /// Lines of the security log on one page.
    private static let linesOnPage = 50

    func securityLog(_ visit: MemberVisit) async throws -> Response {
        try checkManager(visit)
        let members = try await desk.members()
        let member = members.first { String($0.number.rawValue) == visit.query["member"] }
        let act = SecurityEvent.Act(rawValue: visit.query["act"])
        let before = Int64(visit.query["before"])
        let lines = try await desk.securityLog(of: member?.number, act, before: before, limit: Self.linesOnPage + 1)
        let shown = lines.prefix(Self.linesOnPage)
        var view: View = [
            "action": NewsroomAddress.securityLog.path, "back": NewsroomAddress.members.path,
            "members": members.map { option(String($0.number.rawValue), $0.name, isChosen: $0 == member) },
            "acts": SecurityEvent.Act.allCases.map { one in
                option(one.rawValue, words(of: one), isChosen: one == act)
            },
            "lines": rows(Array(shown), members),
        ]
        if lines.count > shown.count, let last = shown.last {
            view["older"] = NewsroomAddress.securityLog.path([
                "member": visit.query["member"], "act": visit.query["act"], "before": String(last.sequence),
            ])
        }
        if before != nil || act != nil || member != nil { view["newest"] = NewsroomAddress.securityLog.path }
        return page("security-log", strings.text("security.title"), view, for: visit)
    }

    /// The latest lines about a member, for themselves.
    func latestEvents(of member: Member) async throws -> [View] {
        rows(try await desk.securityLog(of: member.number, limit: 10), try await desk.members())
    }

    private func rows(_ lines: [SecurityEvent], _ members: [Member]) -> [View] {
        let names = self.names(members)
        let numbered = Dictionary(members.map { ($0.number, $0.name) }) { first, _ in first }
        return lines.map { line in
            var row: View = ["at": time(line.at), "act": words(of: line.act)]
            row.set("member", line.member.flatMap { numbered[$0] })
            row.set("actor", line.actor.map { name(of: $0, names) })
            row.set("address", line.address)
            row.set("detail", line.detail)
            return row
        }
    }

    private func words(of act: SecurityEvent.Act) -> String { strings.text("security.acts." + act.rawValue) }
}
