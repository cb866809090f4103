import Editorial
import Hummingbird
import News
import Press
import Storage

// What a member should know of what is theirs.

extension Newsroom {
    /// Rows of one page.
    private static let notificationsOfPage = 50

    func notifications(_ visit: MemberVisit) async throws -> Response {
        let (member, before) = (visit.member.number, Int64(visit.query["before"]) ?? .max)
        let rows = try await store.read { transaction in
            try transaction.notifications(of: member, before: before, limit: Self.notificationsOfPage + 1)
        }
        let names = try await memberNames()
        let shown = rows.prefix(Self.notificationsOfPage)
        let title = strings.text("notifications.title")
        var view: View = ["heading": title, "action": NewsroomAddress.notifications.path]
        view.set("rows", shown.map { row($0, names) })
        view.flag("unread", visit.unread > 0)
        if rows.count > shown.count, let last = shown.last {
            view["older"] = NewsroomAddress.notifications.path(["before": String(last.number)])
        }
        return page("notifications", title, view, for: visit)
    }

    /// Opens the story of a notification, which is read by that; or marks all as read.
    func readNotifications(_ visit: MemberVisit) async throws -> Response {
        guard let number = Int64(visit.form["open"]) else {
            try await desk.readNotifications(of: visit.member.number)
            return moved(to: .notifications)
        }
        try await desk.readNotifications(number, of: visit.member.number)
        guard let story = StoryNumber(visit.form["story"]) else { return moved(to: .notifications) }
        if let number = Int64(visit.form["grievance"]), number > 0 { return moved(to: .grievance(number)) }
        if let note = Int64(visit.form["note"]), note > 0 { return moved(to: note, of: story) }
        return moved(to: .story(story))
    }

    private func row(_ notification: Notification, _ names: [String: String]) -> View {
        let name = name(of: notification.actor, names)
        var view: View = [
            "number": String(notification.number), "story": notification.story.description,
            "headline": notification.headline, "at": time(notification.at),
            "what": strings.text("notifications.kinds." + notification.kind.rawValue, ["by": name]),
        ]
        if notification.kind.isOfRegister {
            view.set("grievance", notification.words)
        } else {
            view.set("words", notification.words)
        }
        view.flag("new", !notification.isRead)
        view.set("note", notification.note.map(String.init))
        return view
    }
}
