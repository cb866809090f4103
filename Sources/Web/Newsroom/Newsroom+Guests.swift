import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// Links by which somebody outside looks at a story's text: given, looked at and revoked by the desk.

extension Newsroom {
    /// Links on one page, the newest first.
    private static let guestsOfPage = 50

    func guests(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        try await guestsPage(number, visit)
    }

    /// Gives a link, which is shown once, or revokes one.
    func changeGuests(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let form = visit.form
        if let link = Int64(form["revoke"]) {
            try await desk.revokeGuestLink(link, by: visit.member.number, from: visit.caller)
            return moved(to: .guests(number), said: "guest_revoked")
        }
        guard let purpose = GuestLink.Purpose(rawValue: form["purpose"]), let days = Int(form["days"]) else {
            return try await guestsPage(number, visit, fault: "invalid", status: .badRequest)
        }
        do {
            let secret = try await desk.inviteGuest(
                to: number,
                called: form["name"],
                as: purpose,
                days: days,
                by: visit.member.number,
                from: visit.caller
            )
            let scheme = visit.cookies.isSecure ? "https://" : "http://"
            let link = scheme + visit.host + NewsroomAddress.guest(token: secret).path
            return try await guestsPage(number, visit, made: link)
        } catch let error as NewsError where error.code == .invalid || error.code == .refused {
            let status = ErrorAnswer.status(of: error.code)
            return try await guestsPage(number, visit, fault: error.code.rawValue, status: status)
        }
    }

    /// - Parameters:
    ///   - made: A link that was just given.
    ///   - fault: Why none was, among the strings' `guests.faults`.
    private func guestsPage(
        _ number: StoryNumber,
        _ visit: MemberVisit,
        made: String? = nil,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let model = try await model(number, visit)
        let links = try await store.read { try $0.guestLinks(of: number, limit: Self.guestsOfPage) }
        let names = try await memberNames()
        let permission = model.permission(visit.member, to: .inviteGuest, at: visit.now)
        let title = strings.text("guests.title")
        var view: View = [
            "heading": title, "headline": model.copy.headline, "story_href": NewsroomAddress.story(number).path,
            "action": NewsroomAddress.guests(number).path,
        ]
        view.set("made", made)
        view.set("fault", fault.map { permission.reason.map(words) ?? strings.text("guests.faults." + $0) })
        view.set("links", links.map { guestRow($0, names, mayRevoke: permission.isAllowed, at: visit.now) })
        view.set("refused", permission.reason.map(words))
        if permission.isAllowed { view["invite"] = inviteFields(visit, isDone: made != nil) }
        return page("guests", title, view, for: visit, status: status)
    }

    private func inviteFields(_ visit: MemberVisit, isDone: Bool) -> View {
        let form = isDone ? FormFields() : visit.form
        let purpose = form.has("purpose") ? form["purpose"] : GuestLink.Purpose.lawyer.rawValue
        let days = Int(form["days"]) ?? 3
        return [
            "name": form["name"], "longest_name": GuestLink.longestName,
            "purposes": GuestLink.Purpose.allCases.map { one in
                option(one.rawValue, strings.text("guests.purposes." + one.rawValue), isChosen: one.rawValue == purpose)
            },
            "lifetimes": GuestLink.lifetimes.map { count in
                option(
                    String(count),
                    strings.text("guests.days", ["count": String(count)]),
                    isChosen: count == days
                )
            },
        ]
    }

    private func guestRow(_ link: GuestLink, _ names: [String: String], mayRevoke: Bool, at now: Timestamp) -> View {
        var row: View = [
            "name": link.name, "purpose": strings.text("guests.purposes." + link.purpose.rawValue),
            "number": String(link.number), "given": time(link.given), "by": name(of: link.giver, names),
            "version": link.version, "state": guestState(link, at: now),
            "revoke": strings.text("guests.revoke", ["name": link.name]),
        ]
        row.flag("open", mayRevoke && link.isOpen(at: now))
        if let answer = link.answer { row["answer"] = guestAnswer(answer) }
        return row
    }

    private func guestState(_ link: GuestLink, at now: Timestamp) -> String {
        if let time = link.revoked {
            return strings.text("guests.revoked", ["time": strings.short(time, in: site.zone)])
        }
        let time = ["time": strings.short(link.expires, in: site.zone)]
        return strings.text(link.isOpen(at: now) ? "guests.open" : "guests.over", time)
    }

    /// What a guest said, as the desk and the guest read it.
    func guestAnswer(_ answer: GuestLink.Answer) -> View {
        var view: View = [
            "what": strings.text(answer.isApproval ? "guests.approved" : "guests.objected"),
            "kind": answer.isApproval ? "approved" : "withdrawn", "at": time(answer.at),
        ]
        view.set("words", answer.words)
        return view
    }

    /// The links of a story as its own page shows them: those that are open, and those that were answered.
    func guestsView(_ links: [GuestLink], of story: StoryNumber, at now: Timestamp) -> View {
        var view: View = ["href": NewsroomAddress.guests(story).path]
        view.set(
            "links",
            links.filter { $0.isOpen(at: now) || $0.answer != nil }.map { link in
                var row: View = [
                    "name": link.name, "purpose": strings.text("guests.purposes." + link.purpose.rawValue),
                    "state": guestState(link, at: now),
                ]
                if let answer = link.answer { row["answer"] = guestAnswer(answer) }
                return row
            }
        )
        return view
    }
}
