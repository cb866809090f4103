import Editorial
import HTTPTypes
import Hummingbird
import Logging
import News
import Press
import Storage

// What all pages of the newsroom share.

extension Newsroom {
    /// A page that a template makes.
    /// - Parameters:
    ///   - template: The template's name.
    ///   - title: What the page is called, in the tab and above it.
    ///   - view: What else the template sees.
    ///   - visit: Whose page it is.
    func page(
        _ template: String,
        _ title: String,
        _ view: View,
        for visit: MemberVisit,
        status: HTTPResponse.Status = .ok,
        cookies: [String] = []
    ) -> Response {
        var whole = frame(title, for: visit)
        whole.merge(view) { _, own in own }
        return .newsroom(theme.render(template, whole), status: status, isSecure: isSecure, cookies: cookies)
    }

    /// The way to another page of the newsroom, which may say that something was done.
    func moved(to address: NewsroomAddress, said: String = "", cookies: [String] = []) -> Response {
        .newsroom(to: address.path(["said": said]), isSecure: isSecure, cookies: cookies)
    }

    /// What the frame of a page shows to a member.
    private func frame(_ title: String, for visit: MemberVisit) -> View {
        var view = frame(title)
        let entry = { (name: String, address: NewsroomAddress) -> View in
            var entry: View = ["name": name, "href": address.path]
            entry.flag("current", address == visit.address)
            return entry
        }
        var navigation = [entry(strings.text("desk"), .stories), entry(strings.text("new_story"), .newStory)]
        var news = entry(strings.text("notifications.title"), .notifications)
        if visit.unread > 0 {
            news["count"] = String(visit.unread)
            news["count_words"] = strings.text("notifications.count", ["count": String(visit.unread)])
        }
        navigation.append(news)
        if visit.member.permission(to: .answerReader).isAllowed {
            navigation.append(entry(strings.text("grievances.title"), .grievances))
        }
        if visit.member.permission(to: .verify).isAllowed {
            navigation.append(entry(strings.text("unverified.title"), .unverified))
        }
        if visit.member.permission(to: .arrangeFronts).isAllowed {
            navigation.append(entry(strings.text("fronts.title"), .fronts))
        }
        if visit.member.permission(to: .announce).isAllowed {
            navigation.append(entry(strings.text("banner.title"), .banner))
        }
        navigation.append(entry(strings.text("time.title"), .time))
        if visit.member.permission(to: .writePages).isAllowed {
            navigation.append(entry(strings.text("pages.title"), .standingPages))
        }
        if visit.member.permission(to: .manageMembers).isAllowed {
            navigation.append(entry(strings.text("people"), .members))
        }
        view["navigation"] = navigation
        view["member"] =
            [
                "name": visit.member.name, "role": strings.text("roles_of_members." + visit.member.role.rawValue),
                "href": NewsroomAddress.account.path, "sign_out": NewsroomAddress.signOut.path,
                "number": visit.member.number.description,
            ] as View
        view["token"] = visit.formToken
        view["filing"] = NewsroomAddress.filing.path
        let said = visit.query["said"]
        if !said.isEmpty, said.utf8.allSatisfy({ (97...122).contains($0) || $0 == UInt8(ascii: "_") }) {
            view.set("said", strings.optional("said." + said))
        }
        return view
    }

    /// What the frame of every page shows.
    func frame(_ title: String) -> View {
        let script = Script(language: site.language)
        var view: View = [
            "language": strings.language, "dir": script.direction.rawValue, "title": title, "text": strings.view,
            "site": ["name": site.name, "front": Address.front.path, "newsroom": NewsroomAddress.stories.path] as View,
        ]
        view.set("styles", styles)
        view["modules"] = NewsroomAddress.modules(digest: ModuleSet.builtIn.digest)
        view.set("favicon", favicon)
        return view
    }

    /// A page that says in a sentence why there is no other.
    /// - Parameters:
    ///   - key: Of the sentence, among the strings' `notices`.
    ///   - member: Who is signed in, where somebody is.
    func notice(
        _ status: HTTPResponse.Status,
        _ key: String,
        _ visit: Visit,
        _ member: MemberVisit? = nil
    ) -> Response {
        let heading = strings.text("notices.\(key).heading")
        var view: View = [
            "heading": heading, "message": strings.text("notices.\(key).message"),
            "back": NewsroomAddress.stories.path,
        ]
        // What went wrong on our side is in the log, under this name.
        if status.kind == .serverError { view.set("request", RequestID.current) }
        if let member { return page("notice", heading, view, for: member, status: status) }
        return .newsroom(
            theme.render("notice", frame(heading).merging(view) { _, own in own }),
            status: status,
            isSecure: isSecure
        )
    }

    /// The answer of an address to a method that it does not answer, with the one that it does.
    func notAllowed(_ visit: MemberVisit) -> Response {
        var response = notice(.methodNotAllowed, "not_allowed", visit.visit, visit)
        response.headers[.allow] = visit.isPost ? "GET, HEAD" : "POST"
        return response
    }

    /// What a member gets where something went wrong; never an error's own words from within.
    func failure(_ error: any Error, _ visit: Visit) -> Response {
        if error is FormTooLarge { return notice(.contentTooLarge, "too_large", visit) }
        let answer = ErrorAnswer(error)
        let level: Logger.Level = answer.status.kind == .serverError ? .error : .debug
        // A one-time link is a secret, and so is a guest's; its path is logged nowhere.
        let isSecret = visit.address?.guestToken != nil
        let page = if case .link? = visit.address { "link" } else { isSecret ? "guest" : visit.request.uri.path }
        visit.context.logger.log(
            level: level,
            "A page of the newsroom cannot be made.",
            metadata: ["page": "\(page)", "error": "\(error)"]
        )
        guard let error = error as? NewsError else { return notice(answer.status, "failed", visit) }
        return notice(answer.status, error.wordsKey, visit)
    }
}

extension Newsroom {
    /// The names of members, by the keys under which the journal knows them.
    func memberNames() async throws -> [String: String] {
        names(try await desk.members())
    }

    /// The same of members who are known already.
    func names(_ members: [Member]) -> [String: String] {
        Dictionary(members.map { ($0.key, $0.name) }) { first, _ in first }
    }

    /// Who did something, for people.
    func name(of actor: Actor, _ names: [String: String]) -> String {
        switch actor {
        case .member(let key): names[key] ?? key
        case .wire(let name): name.isEmpty ? strings.text("actors.wire") : name
        case .clock: strings.text("actors.clock")
        case .commandLine: strings.text("actors.command_line")
        case .guest(let name): strings.text("actors.guest", ["name": name])
        case .restoration: strings.text("actors.restoration")
        }
    }

    /// A time as the pages of the newsroom print it, in the newspaper's zone.
    func time(_ time: Timestamp) -> View {
        ["datetime": RFC3339.write(time, zone: site.zone), "time": strings.short(time, in: site.zone)]
    }

    /// The sections that a story may be in.
    func sections() async throws -> [Section] { try await store.read { try $0.allSections() }.map(\.section) }

    func words(of stage: Stage?) -> String { strings.text("stages." + (stage?.rawValue ?? "none")) }

    func words(of state: PublicState) -> String { strings.text("states." + state.rawValue) }

    func words(of ground: Story.Withdrawal.Ground) -> String {
        strings.text("steps.withdraw.grounds." + ground.rawValue)
    }

    /// Why something was done: the ground of a withdrawal, and what was said; empty where there is neither.
    func words(of ground: Story.Withdrawal.Ground?, and reason: String) -> String {
        [ground.map(words) ?? "", reason].filter { !$0.isEmpty }.joined(separator: " ")
    }

    func words(of reason: Permission.Reason) -> String { strings.text("reasons." + reason.rawValue) }

    /// The same with what is known of the story: when its embargo ends.
    func words(of reason: Permission.Reason, _ story: Story, at now: Timestamp) -> String {
        guard reason == .embargoed, let end = story.embargo(at: now) else { return words(of: reason) }
        return strings.text("embargo.until", ["time": strings.short(end, in: story.copy.zone)])
    }
}

extension NewsError {
    /// Which of the newsroom's words say it.
    var wordsKey: String { self == .newsroomIsClosed ? "moving" : code.rawValue }
}
