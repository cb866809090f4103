import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// The pages that press law asks for: who makes the newspaper, its guidelines, how to reply and to complain.

extension Newsroom {
    /// Versions on one page, the newest first.
    private static let versionsOfPage = 50

    /// What there is, and when it was written last.
    func standingPages(_ visit: MemberVisit) async throws -> Response {
        guard visit.member.permission(to: .writePages).isAllowed else { return pagesRefused(visit) }
        let pages = try await store.read { transaction in
            try StandingPage.Kind.allCases.map { ($0, try transaction.standingPage($0)) }
        }
        let names = try await memberNames()
        let title = strings.text("pages.title")
        let rows = pages.map { kind, page -> View in
            var row: View = [
                "name": strings.text("pages.kinds.\(kind.rawValue).name"),
                "what": strings.text("pages.kinds.\(kind.rawValue).what"),
                "href": NewsroomAddress.standingPage(kind).path,
            ]
            if let page {
                row["at"] = time(page.at)
                row["by"] = name(of: page.actor, names)
            }
            row.flag("empty", page?.isEmpty ?? true)
            return row
        }
        return page("standing-pages", title, ["heading": title, "rows": rows], for: visit)
    }

    func standingPage(_ kind: StandingPage.Kind, _ visit: MemberVisit) async throws -> Response {
        try await pageForm(kind, visit)
    }

    /// Writes a page, or shows the form again with what was typed.
    func writePage(_ kind: StandingPage.Kind, _ visit: MemberVisit) async throws -> Response {
        let form = visit.form
        guard let seen = Int(form["seen"]) else {
            return try await pageForm(kind, visit, fault: "invalid", status: .badRequest)
        }
        do {
            try await desk.writePage(
                kind,
                notation: form["body"].withLineFeeds,
                imprint: kind == .imprint ? Imprint(form) : nil,
                seen: seen,
                because: form["reason"],
                by: visit.member.number,
                from: visit.caller
            )
            return moved(to: .standingPage(kind), said: "page_written")
        } catch let error as NewsError where [.conflict, .invalid].contains(error.code) {
            let status = ErrorAnswer.status(of: error.code)
            return try await pageForm(kind, visit, fault: error.code.rawValue, status: status)
        }
    }

    private func pagesRefused(_ visit: MemberVisit) -> Response {
        notice(.forbidden, "refused", visit.visit, visit)
    }

    /// - Parameters:
    ///   - fault: What is wrong with what was sent, among the strings' `pages.faults`; the fields then hold that.
    private func pageForm(
        _ kind: StandingPage.Kind,
        _ visit: MemberVisit,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard visit.member.permission(to: .writePages).isAllowed else { return pagesRefused(visit) }
        let older = Int(visit.query["version"])
        let (versions, shown) = try await store.read { transaction in
            let versions = try transaction.standingPages(kind, limit: Self.versionsOfPage)
            return (versions, try older.map { try transaction.standingPage(kind, version: $0) } ?? versions.first)
        }
        if older != nil, shown == nil { return notice(.notFound, "not_found", visit.visit, visit) }
        let names = try await memberNames()
        let title = strings.text("pages.kinds.\(kind.rawValue).name")
        var view: View = [
            "heading": title, "what": strings.text("pages.kinds.\(kind.rawValue).what"),
            "action": NewsroomAddress.standingPage(kind).path, "list_href": NewsroomAddress.standingPages.path,
            // Whoever was told of another version, which is listed below, has seen it.
            "seen": fault == nil || fault == NewsError.Code.conflict.rawValue
                ? String(versions.first?.version ?? 0) : visit.form["seen"],
            "longest_reason": StandingPage.longestReason, "public_href": Address.standing(kind).path,
        ]
        let beginning = strings.optional("pages.kinds.\(kind.rawValue).beginning") ?? ""
        view["body"] = fault == nil ? shown?.body.notation ?? beginning : visit.form["body"].withLineFeeds
        view["reason"] = visit.form["reason"]
        view.flag("begun", fault == nil && shown == nil && !beginning.isEmpty)
        view.set("fault", fault.map { strings.text("pages.faults." + $0) })
        view.set("older", older.map { strings.text("pages.older", ["version": String($0)]) })
        if kind == .imprint { view["imprint"] = imprintFields(fault == nil ? shown?.imprint : Imprint(visit.form)) }
        view.flag("is_public", !(versions.first?.isEmpty ?? true) || kind.isAlwaysThere)
        view.set("versions", versions.map { versionRow($0, names) })
        return page("standing-page", title, view, for: visit, status: status)
    }

    private func imprintFields(_ imprint: Imprint?) -> View {
        let imprint = imprint ?? Imprint()
        return [
            "company": imprint.company, "address": imprint.address, "phone": imprint.phone, "email": imprint.email,
            "responsible": imprint.responsible, "people": imprint.people.map(\.line).joined(separator: "\n"),
            "longest": Imprint.longestField,
        ]
    }

    private func versionRow(_ page: StandingPage, _ names: [String: String]) -> View {
        var row: View = [
            "version": page.version, "at": time(page.at), "by": name(of: page.actor, names),
            "href": NewsroomAddress.standingPage(page.kind).path(["version": String(page.version)]),
        ]
        row.set("reason", page.reason)
        row.flag("empty", page.isEmpty)
        return row
    }
}

extension Imprint {
    /// As the form sends it: the people one on a line, each behind their post and a colon.
    fileprivate init(_ form: FormFields) {
        self.init(
            company: form["company"],
            address: form["address"].withLineFeeds,
            phone: form["phone"],
            email: form["email"],
            responsible: form["responsible"],
            people: form.lines("people").map { Post(line: $0) }
        )
    }
}
