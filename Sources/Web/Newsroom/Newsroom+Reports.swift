import Hummingbird
import News
import Press
import Storage

// The stories that readers have and that still have to be verified, the oldest first.

extension Newsroom {
    /// Rows of the list.
    private static let reportsOfPage = 200

    func unverifiedStories(_ visit: MemberVisit) async throws -> Response {
        guard visit.member.permission(to: .verify).isAllowed else {
            return notice(.forbidden, "refused", visit.visit, visit)
        }
        let open = try await store.read { try $0.openReports(limit: Self.reportsOfPage) }
        let title = strings.text("unverified.title")
        var view: View = ["heading": title]
        view.set("rows", open.map { row($0, visit) })
        return page("unverified", title, view, for: visit)
    }

    private func row(_ open: OpenReport, _ visit: MemberVisit) -> View {
        var row: View = [
            "headline": open.headline, "href": NewsroomAddress.story(open.story).path, "section": open.section.name,
            "since": time(open.report.at), "words": open.report.words,
            "verify": NewsroomAddress.step(open.story, .verify).path,
        ]
        row.flag("late", open.report.isLate(at: visit.now))
        return row
    }
}
