import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// The people of the newsroom, for whoever manages them.

extension Newsroom {
    func members(_ visit: MemberVisit) async throws -> Response {
        try checkManager(visit)
        let members = try await desk.members()
        let sections = try await sections()
        let rows = members.map { member in
            var row: View = [
                "name": member.name, "email": member.email.text, "href": NewsroomAddress.member(member.number).path,
                "role": strings.text("roles_of_members." + member.role.rawValue),
                "sections": words(ofSections: member, sections),
            ]
            row.flag("inactive", !member.isActive)
            return row
        }
        let view: View = [
            "members": rows, "new": NewsroomAddress.newMember.path, "log": NewsroomAddress.securityLog.path,
        ]
        return page("people", strings.text("people"), view, for: visit)
    }

    func newMember(_ visit: MemberVisit) async throws -> Response {
        try checkManager(visit)
        return try await memberForm(nil, visit)
    }

    func addMember(_ visit: MemberVisit) async throws -> Response {
        try checkManager(visit)
        do {
            let fields = try MemberFields(visit.form)
            let new = NewMember(
                name: fields.name,
                email: fields.email,
                role: fields.role,
                sections: fields.sections ?? []
            )
            let manager = try await manager(visit, isProven: new.role == .administrator)
            if desk.sendsMail {
                try await desk.addMemberByMail(new, by: manager)
                return moved(to: .members, said: "letter")
            }
            return invitationPage(try await desk.addMember(new, by: manager), visit)
        } catch let fault as MemberFault {
            return try await memberForm(nil, visit, fault: fault)
        } catch let error as NewsError where [.invalid, .conflict].contains(error.code) {
            return try await memberForm(nil, visit, fault: MemberFault(error))
        }
    }

    func member(_ number: MemberNumber, _ visit: MemberVisit) async throws -> Response {
        try checkManager(visit)
        return try await memberForm(try await known(number), visit)
    }

    func changeMember(_ number: MemberNumber, _ visit: MemberVisit) async throws -> Response {
        try checkManager(visit)
        let member = try await known(number)
        do {
            let fields = try MemberFields(visit.form)
            let change = MemberChange(
                name: fields.name,
                email: fields.email,
                role: fields.role,
                sections: fields.sections
            )
            let isSensitive =
                fields.email != member.email || (fields.role == .administrator && member.role != .administrator)
            let manager = try await manager(visit, isProven: isSensitive)
            _ = try await desk.changeMember(number, change, by: manager)
            return moved(to: .members, said: "member")
        } catch let fault as MemberFault {
            return try await memberForm(member, visit, fault: fault)
        } catch let error as NewsError where [.invalid, .conflict, .refused].contains(error.code) {
            return try await memberForm(member, visit, fault: MemberFault(error))
        }
    }

    /// Makes a one-time link, which is shown to whoever asked for it.
    func invite(_ number: MemberNumber, _ visit: MemberVisit) async throws -> Response {
        try await proving(number, visit) { manager in
            invitationPage(try await desk.invite(number, by: manager), visit)
        }
    }

    /// Sends a member a one-time link.
    func sendLink(to number: MemberNumber, _ visit: MemberVisit) async throws -> Response {
        try checkManager(visit)
        try await desk.inviteByMail(number, by: Manager(visit.member, from: visit.caller))
        return moved(to: .members, said: "letter")
    }

    func changeActivity(_ number: MemberNumber, _ visit: MemberVisit) async throws -> Response {
        try checkManager(visit)
        let member = try await known(number)
        let manager = Manager(visit.member, from: visit.caller)
        do {
            if visit.form["active"] == "yes" {
                try await desk.activateMember(number, by: manager)
                return moved(to: .members, said: "activated")
            }
            try await desk.deactivateMember(number, by: manager)
            return moved(to: .members, said: "deactivated")
        } catch let error as NewsError where [.refused, .conflict].contains(error.code) {
            return try await memberForm(member, visit, fault: MemberFault(error))
        }
    }

    /// Takes the second factor from a member who has lost it.
    func resetFactor(_ number: MemberNumber, _ visit: MemberVisit) async throws -> Response {
        try await proving(number, visit) { manager in
            try await desk.resetSecondFactor(number, by: manager)
            return moved(to: .members, said: "factor_reset")
        }
    }

    /// Does what lets somebody sign in otherwise, after whoever manages has given their own password.
    private func proving(
        _ number: MemberNumber,
        _ visit: MemberVisit,
        _ work: (Manager) async throws -> Response
    ) async throws -> Response {
        try checkManager(visit)
        let member = try await known(number)
        do {
            return try await work(try await manager(visit, isProven: true))
        } catch let fault as MemberFault {
            return try await memberForm(member, visit, fault: fault)
        }
    }

    /// Whoever manages; where that is asked for, with their own password once more.
    private func manager(_ visit: MemberVisit, isProven: Bool) async throws -> Manager {
        guard isProven else { return Manager(visit.member, from: visit.caller) }
        do {
            return try await desk.provenManager(
                session: visit.sessionToken,
                password: visit.form["own_password"],
                from: visit.caller
            )
        } catch let error as NewsError where error.code == .refused {
            throw MemberFault(key: "password", status: .forbidden)
        } catch let error as NewsError where error.code == .throttled {
            throw MemberFault(key: "throttled", status: .tooManyRequests)
        }
    }

    /// - Throws: `refused` for whoever does not manage people.
    func checkManager(_ visit: MemberVisit) throws {
        guard visit.member.permission(to: .manageMembers).isAllowed else {
            throw NewsError(.refused, "Administrators manage the people of the newsroom.")
        }
    }

    private func known(_ number: MemberNumber) async throws -> Member {
        guard let member = try await store.read({ try $0.member(number) }) else {
            throw NewsError(.notFound, "There is no such member.")
        }
        return member
    }

    private func words(ofSections member: Member, _ known: [Section]) -> String {
        if member.role.isAboveSections || member.sections.isEmpty { return strings.text("members.all_sections") }
        return member.sections.sorted().map { slug in known.first { $0.slug == slug }?.name ?? slug.rawValue }
            .joined(separator: ", ")
    }
}

extension Newsroom {
    private func invitationPage(_ invitation: Invitation, _ visit: MemberVisit) -> Response {
        let scheme = visit.cookies.isSecure ? "https://" : "http://"
        let title = strings.text("invitation.title", ["name": invitation.member.name])
        let view: View = [
            "heading": title, "link": scheme + visit.host + invitation.path,
            "expires": strings.text("link.expires", ["time": strings.short(invitation.expires, in: site.zone)]),
            "back": NewsroomAddress.members.path,
        ]
        return page("invitation", title, view, for: visit)
    }

    /// The form of a member, or of one who is to come.
    private func memberForm(
        _ member: Member?,
        _ visit: MemberVisit,
        fault: MemberFault? = nil
    ) async throws -> Response {
        let isSent = fault != nil && visit.form.has("name")
        let role = isSent ? Role(rawValue: visit.form["role"]) : member?.role
        let chosen = isSent ? Set(visit.form.all("section")) : Set(member?.sections.map(\.rawValue) ?? [])
        let sections = try await sections()
        let known = Set(sections.map(\.slug.rawValue))
        let kept = chosen.subtracting(known).sorted().compactMap { Slug(rawValue: $0) }
            .map { Section(slug: $0, name: $0.rawValue) }
        var view: View = [
            "action": (member.map { .member($0.number) } ?? NewsroomAddress.members).path,
            "name": isSent ? visit.form["name"] : member?.name ?? "",
            "email": isSent ? visit.form["email"] : member?.email.text ?? "",
            "roles": Role.allCases.map { one in
                var option: View = [
                    "value": one.rawValue, "name": strings.text("roles_of_members." + one.rawValue),
                    "what": strings.text("roles_explained." + one.rawValue),
                ]
                option.flag("chosen", one == role ?? .reporter)
                return option
            },
            "reaches": ["all", "some"].map { reach in
                let name = strings.text(reach == "all" ? "members.all_sections" : "members.these_sections")
                var option: View = ["value": reach, "name": name]
                option.flag("chosen", reach == (isSent ? visit.form["reach"] : member?.reach))
                return option
            },
            "sections": (sections + kept).map { section in
                var option: View = ["value": section.slug.rawValue, "name": section.name]
                option.flag("chosen", chosen.contains(section.slug.rawValue))
                return option
            },
        ]
        if let fault { view["fault"] = strings.text("members.faults." + fault.key) }
        if let member {
            var state: View = [
                "show_link": NewsroomAddress.shownLink(member.number).path,
                "activity": NewsroomAddress.activity(member.number).path,
                "log": NewsroomAddress.securityLog.path(["member": String(member.number.rawValue)]),
            ]
            if desk.sendsMail { state["send_link"] = NewsroomAddress.invitation(member.number).path }
            view["known"] = state
            view["letters"] = try await letterRows(of: member)
            let hasPasskeys = try await !desk.passkeys(of: member.number).isEmpty
            let hasFactor = try await desk.secondFactor(of: member.number) != nil
            if hasPasskeys || hasFactor {
                view["factor_reset"] = NewsroomAddress.factorReset(member.number).path
            }
            view.flag("active", member.isActive)
        }
        let title = member?.name ?? strings.text("members.new")
        view["heading"] = title
        let status = fault?.status ?? .ok
        return page("member", title, view, for: visit, status: status)
    }
}

/// Why what was asked about a member was not done.
private struct MemberFault: Error {
    /// Among the strings' `members.faults`.
    let key: String
    let status: HTTPResponse.Status

    init(key: String, status: HTTPResponse.Status) {
        self.key = key
        self.status = status
    }

    init(_ error: NewsError) {
        self.init(key: error.code.rawValue, status: ErrorAnswer.status(of: error.code))
    }
}

/// What the form of a member says: these fields and no others.
private struct MemberFields {
    let name: String
    let email: EmailAddress
    let role: Role
    /// Nil for a role that works in all.
    let sections: Set<Slug>?

    init(_ form: FormFields) throws {
        guard let role = Role(rawValue: form["role"]) else { throw NewsError(.invalid, "Choose a role.") }
        name = form["name"]
        email = try EmailAddress(form["email"])
        self.role = role
        sections = role.isAboveSections ? nil : try Self.sections(form)
    }

    /// All sections are given to nobody by silence.
    private static func sections(_ form: FormFields) throws -> Set<Slug> {
        if form["reach"] == "all" { return [] }
        let chosen = Set(form.all("section").compactMap { Slug(rawValue: $0) })
        guard form["reach"] == "some", !chosen.isEmpty else { throw NewsError(.invalid, "Choose sections, or all.") }
        return chosen
    }
}

extension Member {
    /// What the form of a member has chosen of their sections; nil for a role that works in all.
    fileprivate var reach: String? { role.isAboveSections ? nil : sections.isEmpty ? "all" : "some" }
}
