import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// One step with several stories of the list: each is a change of its own, with a line of its own in the journal.

extension Newsroom {
    /// Stories that may be chosen at once: more than a page of the list has.
    private static let mostChosen = 100

    func changeSelection(_ visit: MemberVisit) async throws -> Response {
        let question = ListQuestion(FormFields(visit.form["query"]) ?? FormFields(), of: visit.member)
        let chosen = visit.form.all("story").prefix(Self.mostChosen).compactMap(ChosenStory.init)
        let act: SelectionAct
        do throws(SelectionAct.Fault) {
            act = try SelectionAct(visit.form)
            if chosen.isEmpty { throw .nothing }
        } catch {
            let fault = "selection.faults." + error.rawValue
            return try await storyList(visit, question, fault: fault, status: .badRequest)
        }
        var (done, refused) = ([View](), [View]())
        for story in chosen {
            do {
                try await perform(act, on: story, visit)
                done.append(try await line(story, visit))
            } catch let error as NewsError where error.code != .unavailable {
                var line = try await line(story, visit)
                line["why"] = try await why(error, act, story, visit)
                refused.append(line)
            }
        }
        var view: View = [
            "heading": strings.text("selection.title"), "back": question.path(),
            "what": strings.text("selection.done", ["count": String(done.count), "all": String(chosen.count)]),
        ]
        view.set("done", done)
        view.set("refused", refused)
        let status: HTTPResponse.Status = done.isEmpty ? .conflict : .ok
        return page("selection", strings.text("selection.title"), view, for: visit, status: status)
    }

    private func perform(_ act: SelectionAct, on story: ChosenStory, _ visit: MemberVisit) async throws {
        switch act {
        case .story(let step):
            try await desk.perform(
                step,
                on: story.number,
                seen: story.sight,
                by: visit.member.number,
                from: visit.caller
            )
        case .task(let step):
            try await desk.perform(step, on: story.number, by: visit.member.number, from: visit.caller)
        }
    }

    private func line(_ story: ChosenStory, _ visit: MemberVisit) async throws -> View {
        let headline = try await store.read { transaction in
            try transaction.story(story.number).map { $0.workingCopy?.copy.headline ?? $0.copy.headline }
        }
        return [
            "href": NewsroomAddress.story(story.number).path, "headline": headline ?? story.number.description,
        ]
    }

    /// Why a story was left as it is, in the words of its own page.
    private func why(
        _ error: NewsError,
        _ act: SelectionAct,
        _ story: ChosenStory,
        _ visit: MemberVisit
    ) async throws -> String {
        guard error.code == .refused else { return strings.text("selection.faults." + error.code.rawValue) }
        let model = try await model(story.number, visit)
        if let story = model.story,
            let reason = model.permission(visit.member, to: act.verb, at: visit.now).reason
        {
            return words(of: reason, story, at: visit.now)
        }
        let check = model.checks(before: act.verb, at: visit.now).first { $0.blocks(act.verb) }
        return check.map { sentence($0, in: model.copy.zone) } ?? strings.text("selection.faults.refused")
    }

    /// The steps that the member may take with several stories.
    func selectionView(_ question: ListQuestion, _ members: [Member], _ visit: MemberVisit) -> View {
        let acts = SelectionAct.names.filter { visit.member.permission(to: $0.verb).isAllowed }.map { act in
            option(act.name, strings.text("selection.acts." + act.name), isChosen: false)
        }
        let flags = StoryTask.Flag.allCases.map { ($0.rawValue, strings.text("task.flags." + $0.rawValue)) }
        return [
            "action": NewsroomAddress.selection.path, "query": question.query,
            "acts": acts
                + flags.map { option("flag " + $0, strings.text("selection.flag", ["name": $1]), isChosen: false) }
                + flags.map { option("unflag " + $0, strings.text("selection.unflag", ["name": $1]), isChosen: false) },
            "members": members.filter(\.isActive).map { option(String($0.number.rawValue), $0.name, isChosen: false) },
        ]
    }
}

/// A story that was chosen in the list, as whoever chose it saw it.
private struct ChosenStory {
    let number: StoryNumber
    let sight: StorySight

    /// Reads what `field` writes.
    init?(_ field: String) {
        let parts = field.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let number = StoryNumber(parts[0]), let sight = StorySight(parts[1]) else { return nil }
        (self.number, self.sight) = (number, sight)
    }
}

extension DeskRow {
    /// By which the list's form names it.
    var choice: String { "\(number):\(sight)" }
}

/// What is done with the stories that were chosen.
private enum SelectionAct {
    case story(StoryStep)
    case task(TaskStep)

    enum Fault: String, Error {
        case nothing
        case noAct = "no_act"
        case noMember = "no_member"
    }

    /// Those that need no flag, by the names that the form gives them.
    static let names: [(name: String, verb: Verb)] = [
        ("claim", .claim), ("hand_over", .handOver), ("let_go", .letGo), ("submit", .submit), ("approve", .approve),
    ]

    var verb: Verb {
        switch self {
        case .story(let step): step.verb
        case .task(let step): step.verb
        }
    }

    init(_ form: FormFields) throws(Fault) {
        let words = form["act"].split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("claim", 1): self = .task(.claim)
        case ("let_go", 1): self = .task(.letGo)
        case ("submit", 1): self = .story(.submit)
        case ("approve", 1): self = .story(.approve)
        case ("hand_over", 1):
            guard let member = Int64(form["member"]) else { throw .noMember }
            self = .task(.handOver(to: MemberNumber(rawValue: member), note: ""))
        case ("flag", 2), ("unflag", 2):
            guard let flag = StoryTask.Flag(rawValue: words[1]) else { throw .noAct }
            self = .task(.flag(flag, isSet: words[0] == "flag"))
        default: throw .noAct
        }
    }
}
