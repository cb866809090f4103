import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// The register of what people outside hold against stories: rights of reply and complaints, those first that are due first.

extension Newsroom {
    /// Rows of each part of the register on one page.
    private static let grievancesOfPage = 50

    func grievances(_ visit: MemberVisit) async throws -> Response {
        guard visit.member.permission(to: .answerReader).isAllowed else {
            return notice(.forbidden, "refused", visit.visit, visit)
        }
        let (after, before) = (visit.query["after"], visit.query["before"])
        let (open, ended, headlines) = try await store.read { transaction in
            // One more than is shown tells whether there are more.
            let limit = Self.grievancesOfPage + 1
            let open = try transaction.openGrievances(after: GrievancePosition(after), limit: limit)
            let ended = try transaction.endedGrievances(before: GrievancePosition(before), limit: limit)
            return (open, ended, try transaction.headlines(of: open + ended))
        }
        let names = numberNames(try await desk.members())
        let title = strings.text("grievances.title")
        let (shownOpen, shownEnded) = (open.prefix(Self.grievancesOfPage), ended.prefix(Self.grievancesOfPage))
        var view: View = ["heading": title]
        view.set("open", shownOpen.map { row($0, headlines, names, visit) })
        view.set("ended", shownEnded.map { row($0, headlines, names, visit) })
        if open.count > shownOpen.count, let last = shownOpen.last?.position {
            view["more_open"] = NewsroomAddress.grievances.path(["after": "\(last)", "before": before])
        }
        if ended.count > shownEnded.count, let last = shownEnded.last?.position {
            view["more_ended"] = NewsroomAddress.grievances.path(["after": after, "before": "\(last)"])
        }
        if !after.isEmpty || !before.isEmpty { view["to_first"] = NewsroomAddress.grievances.path }
        return page("grievances", title, view, for: visit)
    }

    func grievance(_ number: Int64, _ visit: MemberVisit) async throws -> Response {
        try await grievancePage(number, visit)
    }

    /// Takes a step, or shows the page again with what was typed.
    func decideGrievance(_ number: Int64, _ visit: MemberVisit) async throws -> Response {
        guard let step = GrievanceStep(visit.form) else {
            return try await grievancePage(number, visit, fault: "invalid", status: .badRequest)
        }
        do {
            let headline = try await store.read { transaction -> String in
                guard let grievance = try transaction.grievance(number) else { return "" }
                return try transaction.headlines(of: [grievance])[grievance.story] ?? ""
            }
            let words = ReplyWords(
                headline: strings.text("grievances.headline", ["headline": headline]).shortened(to: 200),
                genre: strings.text("grievances.genre")
            )
            let done = try await desk.perform(
                step,
                onGrievance: number,
                named: words,
                by: visit.member.number,
                from: visit.caller
            )
            if let reply = done.reply { return moved(to: .story(reply), said: "reply_begun") }
            return moved(to: .grievance(number), said: "grievance_kept")
        } catch let error as NewsError where [.refused, .invalid].contains(error.code) {
            let status = ErrorAnswer.status(of: error.code)
            return try await grievancePage(number, visit, fault: error.code.rawValue, status: status)
        }
    }

    /// - Parameter fault: Why the step was not taken, among the strings' `grievances.faults`.
    private func grievancePage(
        _ number: Int64,
        _ visit: MemberVisit,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard visit.member.permission(to: .answerReader).isAllowed else {
            return notice(.forbidden, "refused", visit.visit, visit)
        }
        let found = try await store.read { transaction -> (Grievance, [GrievanceRecord], Story?)? in
            guard let grievance = try transaction.grievance(number) else { return nil }
            return (grievance, try transaction.records(of: number), try transaction.story(grievance.story))
        }
        guard let (grievance, records, story) = found else { return notice(.notFound, "not_found", visit.visit, visit) }
        let facts = story.map { story in
            StoryFacts(stage: nil, state: story.state, sections: [story.copy.section.slug], isOwn: false)
        }
        let permission = visit.member.permission(to: .answerReader, facts)
        let members = try await desk.members()
        let names = names(members)
        let title = name(of: grievance)
        var view = row(grievance, [grievance.story: story?.copy.headline ?? ""], numberNames(members), visit)
        view["heading"] = title
        view["action"] = NewsroomAddress.grievance(number).path
        view["list_href"] = NewsroomAddress.grievances.path
        view["story_href"] = NewsroomAddress.story(grievance.story).path
        view.set("fault", fault.map { strings.text("grievances.faults." + $0) })
        // Who sent it concerns those who may decide it.
        if let sender = grievance.sender, permission.isAllowed { view["sender"] = self.sender(sender) }
        view.flag("is_erased", grievance.sender == nil)
        view.flag("is_hidden", grievance.sender != nil && !permission.isAllowed)
        view.set("quoted", grievance.quoted.split(separator: "\n").map(String.init))
        view.set("text_lines", grievance.words.split(separator: "\n").map(String.init))
        view.set("reply_href", grievance.reply.map { NewsroomAddress.story($0).path })
        view.set("correction", grievance.correction.map(String.init))
        view["records"] = records.map { record($0, names) }
        view.set("not_allowed", permission.reason.map(words))
        if grievance.state.isOpen, permission.isAllowed { view["decide"] = decisions(grievance, visit) }
        return page("grievance", title, view, for: visit, status: status)
    }

    private func decisions(_ grievance: Grievance, _ visit: MemberVisit) -> View {
        var view: View = [
            "words": visit.form["words"].withLineFeeds, "longest": GrievanceStep.longestWords,
            "correction_typed": visit.form["correction"],
        ]
        view.flag("take", grievance.holder != visit.member.number)
        view.flag("let_go", grievance.holder == visit.member.number)
        view.flag("is_reply", grievance.kind == .reply)
        view.flag("is_complaint", grievance.kind == .complaint)
        view["refusals"] = Grievance.Refusal.allCases.map { refusal in
            option(
                refusal.rawValue,
                strings.text("grievances.refusals." + refusal.rawValue),
                isChosen: visit.form["refusal"] == refusal.rawValue
            )
        }
        return view
    }

    private func sender(_ sender: Grievance.Sender) -> View {
        // Whatever stands in the address, it is one recipient and no field of a mail (RFC 6068).
        let recipient = sender.email.split(separator: "@").map { PercentEncoding.encodeWhole(String($0)) }
        var view: View = [
            "name": sender.name, "email": sender.email, "relation": sender.relation,
            "mail_href": "mailto:" + recipient.joined(separator: "@"),
        ]
        view.set("phone", sender.phone)
        return view
    }

    private func record(_ record: GrievanceRecord, _ names: [String: String]) -> View {
        var view: View = ["what": strings.text("grievances.acts." + record.act.rawValue), "at": time(record.at)]
        view.set("by", record.actor.map { name(of: $0, names) })
        view.set("refusal", record.refusal.map { strings.text("grievances.refusals." + $0.rawValue) })
        view.set("lines", record.words.split(separator: "\n").map(String.init))
        view.set("letter", record.letter.map { words(of: $0) })
        return view
    }

    private func row(
        _ grievance: Grievance,
        _ headlines: [StoryNumber: String],
        _ names: [MemberNumber: String],
        _ visit: MemberVisit
    ) -> View {
        var view: View = [
            "name": name(of: grievance), "href": NewsroomAddress.grievance(grievance.number).path,
            "headline": headlines[grievance.story] ?? "", "received": time(grievance.received),
            "due": time(grievance.due), "state": strings.text("grievances.states." + grievance.state.rawValue),
        ]
        view.flag("is_open", grievance.state.isOpen)
        view.flag("late", grievance.isLate(at: visit.now))
        view.set("holder", grievance.holder.flatMap { names[$0] })
        return view
    }

    private func name(of grievance: Grievance) -> String {
        strings.text("grievances.kinds." + grievance.kind.rawValue, ["number": String(grievance.number)])
    }

    private func numberNames(_ members: [Member]) -> [MemberNumber: String] {
        Dictionary(members.map { ($0.number, $0.name) }) { first, _ in first }
    }
}

extension GrievanceStep {
    /// What a form asks for; nil where it asks for nothing that there is.
    fileprivate init?(_ form: FormFields) {
        let words = form["words"].withLineFeeds
        switch form["act"] {
        case "take": self = .take
        case "let_go": self = .letGo
        case "tell": self = .tell(words: words)
        case "grant": self = .grant
        case "dismiss": self = .dismiss
        case "refuse":
            guard let refusal = Grievance.Refusal(rawValue: form["refusal"]) else { return nil }
            self = .refuse(refusal, words: words)
        case "answer":
            let typed = form["correction"].collapsedWhitespace
            guard let number = Digits.number(typed.utf8) else {
                if !typed.isEmpty { return nil }
                self = .answer(words: words, correction: nil)
                return
            }
            self = .answer(words: words, correction: Int64(number))
        default: return nil
        }
    }
}
