import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// What the desk has to do about a story: what is asked of it, and in whose hands it is.

extension Newsroom {
    func task(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        try await taskPage(try await model(number, visit), visit)
    }

    func changeTask(_ number: StoryNumber, _ visit: MemberVisit) async throws -> Response {
        let model = try await model(number, visit)
        let step: TaskStep
        do throws(TaskFault) {
            step = try taskStep(visit)
        } catch {
            return try await taskPage(model, visit, fault: error.rawValue, status: .badRequest)
        }
        do {
            try await desk.perform(
                step,
                on: number,
                seen: step.verb == .plan ? visit.form["sight"] : nil,
                by: visit.member.number,
                from: visit.caller
            )
            return moved(to: .story(number), said: step.verb.rawValue)
        } catch let error as NewsError where [.conflict, .refused, .invalid].contains(error.code) {
            let now = try await self.model(number, visit)
            let reason = now.permission(visit.member, to: step.verb, at: visit.now).reason
            return try await taskPage(
                now,
                visit,
                fault: error.code.rawValue,
                reason: reason,
                status: ErrorAnswer.status(of: error.code)
            )
        }
    }

    /// What keeps the fields from being a step.
    private enum TaskFault: String, Error {
        case noTime = "no_time"
        case noNumber = "no_number"
        case noMember = "no_member"
        case longNote = "long_note"
        case invalid
    }

    private func taskStep(_ visit: MemberVisit) throws(TaskFault) -> TaskStep {
        switch visit.form["act"] {
        case "plan": return .plan(try plan(visit.form))
        case "claim": return .claim
        case "let_go": return .letGo
        case "hand_over":
            guard let number = Int64(visit.form["member"]) else { throw .noMember }
            let note = visit.form["note"]
            guard note.fits(characters: StoryTask.longestNote) else { throw .longNote }
            return .handOver(to: MemberNumber(rawValue: number), note: note)
        default: throw .invalid
        }
    }

    private func plan(_ form: FormFields) throws(TaskFault) -> StoryTask {
        guard let priority = StoryTask.Priority(rawValue: form["priority"]) else { throw .invalid }
        var due: Timestamp?
        if !form["day"].isBlank || !form["clock"].isBlank {
            guard let day = CivilDay(form["day"]), let time = site.zone.time(on: day, clock: form["clock"]) else {
                throw .noTime
            }
            due = time
        }
        var words: Int?
        if !form["words"].isBlank {
            guard let number = Digits.number(form["words"].collapsedWhitespace.utf8), number > 0,
                number <= StoryTask.mostWords
            else { throw .noNumber }
            words = Int(number)
        }
        return StoryTask(
            priority: priority,
            due: due,
            flags: Set(form.all("flag").compactMap(StoryTask.Flag.init(rawValue:))),
            words: words
        )
    }
}

extension Newsroom {
    /// - Parameters:
    ///   - fault: What is wrong with what was sent, among the strings' `task.faults`.
    ///   - reason: Why the member may not do it; it is said in place of the fault.
    private func taskPage(
        _ model: EditorModel,
        _ visit: MemberVisit,
        fault: String? = nil,
        reason: Permission.Reason? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard let story = model.story else { throw NewsError(.notFound, "There is no such story.") }
        let members = try await desk.members()
        let task = model.task
        var view: View = [
            "heading": strings.text("task.title"), "headline": model.copy.headline,
            "story_href": NewsroomAddress.story(story.number).path, "action": NewsroomAddress.task(story.number).path,
            "holding": taskView(task, story.workingCopy?.stage, members, at: visit.now),
            "hands": hands(model, members, visit), "longest_note": StoryTask.longestNote,
        ]
        view.set("fault", reason.map(words) ?? fault.map { strings.text("task.faults." + $0) })
        let permission = model.permission(visit.member, to: .plan, at: visit.now)
        if permission.isAllowed { view["plan"] = planFields(task, visit) }
        view.set("refused", permission.reason.map(words))
        return page("task", strings.text("task.title"), view, for: visit, status: status)
    }

    /// What may be done with whose hands the story is in.
    private func hands(_ model: EditorModel, _ members: [Member], _ visit: MemberVisit) -> View {
        var view: View = [:]
        for verb in [Verb.claim, .letGo, .handOver] {
            let permission = model.permission(visit.member, to: verb, at: visit.now)
            view.flag(verb.rawValue, permission.isAllowed)
        }
        if model.permission(visit.member, to: .handOver, at: visit.now).isAllowed {
            view["members"] = members.filter { $0.isActive && $0.number != model.task.holder }.map { member in
                [
                    "value": String(member.number.rawValue), "name": member.name,
                    "role": strings.text("roles_of_members." + member.role.rawValue),
                ] as View
            }
        }
        return view
    }

    private func planFields(_ task: StoryTask, _ visit: MemberVisit) -> View {
        let form = visit.form
        let isSent = form["act"] == "plan"
        let due = task.due.map { site.zone.civil($0) }
        let priority = isSent ? form["priority"] : task.priority.rawValue
        let flags = isSent ? Set(form.all("flag")) : Set(task.flags.map(\.rawValue))
        return [
            "sight": task.sight,
            "priorities": StoryTask.Priority.allCases.map { one in
                option(
                    one.rawValue,
                    strings.text("task.priorities." + one.rawValue),
                    isChosen: one.rawValue == priority
                )
            },
            "flags": StoryTask.Flag.allCases.map { one in
                option(one.rawValue, strings.text("task.flags." + one.rawValue), isChosen: flags.contains(one.rawValue))
            },
            "day": isSent ? form["day"] : due?.day.description ?? "",
            "clock": isSent ? form["clock"] : due.map { strings.clock($0) } ?? "",
            "words": isSent ? form["words"] : task.words.map(String.init) ?? "", "most_words": StoryTask.mostWords,
            "zone": site.zone.label(at: visit.now), "zone_name": site.zone.identifier,
        ]
    }

    /// A choice of a form.
    func option(_ value: String, _ name: String, isChosen: Bool) -> View {
        var view: View = ["value": value, "name": name]
        view.flag("chosen", isChosen)
        return view
    }

    /// What the desk has to do about a story, as its page shows it.
    func taskView(_ task: StoryTask, _ stage: Stage?, _ members: [Member], at now: Timestamp) -> View {
        var view = taskMarks(task, stage, at: now)
        view["holder"] =
            task.holder.flatMap { holder in members.first { $0.number == holder }?.name }
            ?? strings.text("task.nobody")
        if let words = task.words { view["words"] = strings.text("task.words_asked", ["count": String(words)]) }
        return view
    }

    /// Priority, time and flags of a story, as the list shows them too.
    func taskMarks(_ task: StoryTask, _ stage: Stage?, at now: Timestamp) -> View {
        var view: View = [:]
        if task.priority != .normal {
            view["priority"] = strings.text("task.priorities." + task.priority.rawValue)
            view["priority_key"] = task.priority.rawValue
        }
        if let due = task.due {
            var shown = time(due)
            shown.flag("over", task.isOverdue(stage, at: now))
            view["due"] = shown
        }
        view.set(
            "flags",
            task.flags.sorted().map { ["name": strings.text("task.flags." + $0.rawValue), "key": $0.rawValue] as View }
        )
        return view
    }
}
