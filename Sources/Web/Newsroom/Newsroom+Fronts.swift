import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// The fronts that the desk arranges by hand: that of the site, and of each section.

extension Newsroom {
    /// All fronts, with what stands on them.
    func fronts(_ visit: MemberVisit) async throws -> Response {
        guard visit.member.permission(to: .arrangeFronts).isAllowed else { return frontsRefused(visit) }
        let (sections, live) = try await store.read { (try $0.allSections().map(\.section), try $0.liveFronts()) }
        let known = Dictionary(live.map { ($0.front, $0) }) { first, _ in first }
        let names = try await memberNames()
        let title = strings.text("fronts.title")
        let now = visit.now
        let rows = ([nil] + sections.map(Optional.some)).map { section -> View in
            let front = section.map { Front.section($0.slug) } ?? .site
            var row: View = [
                "name": section?.name ?? strings.text("fronts.site"), "href": NewsroomAddress.front(front).path,
            ]
            guard let version = known[front] else { return row }
            let cards = version.arrangement.cards(at: now).count
            row.set("cards", cards == 0 ? nil : strings.text("fronts.cards", ["count": String(cards)]))
            row["at"] = time(version.at)
            row["by"] = name(of: version.actor, names)
            return row
        }
        return page("fronts", title, ["heading": title, "rows": rows], for: visit)
    }

    func front(_ front: Front, _ visit: MemberVisit) async throws -> Response {
        try await frontPage(front, visit, FrontForm(query: visit.query["q"]))
    }

    /// Arranges a front, gives it to readers, or takes back what was done; each button sends the whole arrangement.
    func changeFront(_ front: Front, _ visit: MemberVisit) async throws -> Response {
        guard let form = FrontForm(visit.form, zone: site.zone) else {
            return try await frontPage(front, visit, FrontForm(), fault: "broken", status: .badRequest)
        }
        do {
            switch try await carryOut(form, front, visit) {
            case .kept:
                let path = NewsroomAddress.front(front).path(["q": form.query, "said": form.act.said])
                return .newsroom(to: path, isSecure: isSecure)
            case .stale(let present, _, let merged):
                return try await frontPage(
                    front,
                    visit,
                    form.after(present, merged),
                    fault: merged == nil ? "stale" : "merged",
                    changed: present,
                    status: .conflict
                )
            }
        } catch let error as NewsError where [.invalid, .notFound].contains(error.code) {
            return try await frontPage(front, visit, form, fault: error.code.rawValue, status: .badRequest)
        }
    }

    private func carryOut(_ form: FrontForm, _ front: Front, _ visit: MemberVisit) async throws -> FrontOutcome {
        let (member, caller) = (visit.member.number, visit.caller)
        switch form.act {
        case .discard: return try await desk.discardFront(front, seen: form.seen, by: member, from: caller)
        case .restore(let number):
            return try await desk.restoreFront(front, to: number, seen: form.seen, by: member, from: caller)
        default:
            return try await desk.arrange(
                front,
                form.arrangement,
                isLaunched: form.act == .launch,
                seen: form.seen,
                by: member,
                from: caller
            )
        }
    }

    func frontsRefused(_ visit: MemberVisit) -> Response { notice(.forbidden, "refused", visit.visit, visit) }
}

extension Newsroom {
    /// What others make of a front while a page has it open, as server-sent events.
    func frontEvents(_ front: Front, _ visit: MemberVisit) async throws -> Response {
        guard visit.member.permission(to: .arrangeFronts).isAllowed else { return frontsRefused(visit) }
        let known = Int(visit.request.headers[.lastEventID] ?? visit.query["after"]) ?? 0
        let names = try await memberNames()
        return try await eventStream(visit) {
            let listening = try desk.listen(to: front, visit.member.number, session: visit.sessionToken)
            return EventStream(leave: listening.leave) { write in
                try await listening.hold(after: known) { version in
                    guard let version else { return try await write(EventStreamText.heartbeat) }
                    let number = String(version.number)
                    let value = JSONValue.members([
                        "version": .number(number), "name": .string(name(of: version.actor, names)),
                    ])
                    try await write(EventStreamText.event("front", value, id: number))
                }
            }
        }
    }
}
