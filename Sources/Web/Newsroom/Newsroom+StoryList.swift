import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// *Meja*: the stories of the newsroom, the newest change first.

extension Newsroom {
    /// Rows of one page.
    private static let rowsOfPage = 40

    func storyList(_ visit: MemberVisit) async throws -> Response {
        try await storyList(visit, ListQuestion(visit.query, of: visit.member))
    }

    /// - Parameter fault: Why what was sent from the list cannot be done: the key of a string.
    func storyList(
        _ visit: MemberVisit,
        _ question: ListQuestion,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let filter = question.filter(at: visit.now)
        let member = visit.member.number
        let (pulse, page, sections, views) = try await store.read { transaction in
            (
                try transaction.deskPulse(),
                try transaction.deskPage(filter, before: question.before, limit: Self.rowsOfPage),
                try transaction.allSections().map(\.section), try transaction.savedViews(of: member)
            )
        }
        let members = try await desk.members()
        let names = self.names(members)
        var view: View = [
            "heading": strings.text("desk"), "scopes": scopes(question, visit.member),
            "filters": filters(question, sections),
            "views": viewsView(views, question), "selection": selectionView(question, members, visit),
        ]
        view.set("fault", fault.map { strings.text($0) })
        view.set("rows", page.rows.map { row($0, names, at: visit.now) })
        view.flag("empty", page.rows.isEmpty && !page.isCut)
        view.flag("rowless", page.rows.isEmpty)
        view["live"] = liveView(question, after: ListPoint(pulse: pulse, time: visit.now))
        if page.isCut { view["cut"] = strings.text(question.words.isEmpty ? "list.cut" : "list.cut_words") }
        view.set("older", page.next.map { question.path(before: $0) })
        view.set("newest", question.before.map { _ in question.path() })
        return self.page("list", strings.text("desk"), view, for: visit, status: status)
    }

    /// What the list's script is told.
    private func liveView(_ question: ListQuestion, after point: ListPoint) -> String {
        let value = JSONValue.members([
            "address": .string(NewsroomAddress.root), "query": .string(question.query),
            "known": .string(point.description),
            "newest": .string(question.path()), "isNewest": .bool(question.before == nil),
            "signIn": .string(NewsroomAddress.signIn.path), "words": strings.json("list.live"),
        ])
        return String(decoding: value.bytes, as: UTF8.self)
    }

    /// A row of the list, as its own template makes it too.
    func row(_ row: DeskRow, _ names: [String: String], at now: Timestamp) -> View {
        var view: View = [
            "text": strings.view, "number": row.number.description,
            "href": NewsroomAddress.story(row.number).path, "choice": row.choice,
            "headline": row.headline, "section": row.section.name, "changed": time(row.changed),
            "writer": name(of: row.writer, names), "state": words(of: row.state), "state_key": row.state.rawValue,
        ]
        if let stage = row.stage {
            view["stage"] = words(of: stage)
            view["stage_key"] = stage.rawValue
        }
        if let due = row.due { view["due"] = time(due) }
        let marks = taskMarks(row.task, row.stage, at: now)
        if !marks.isEmpty { view["marks"] = marks }
        view.set("holder", row.holder)
        view.flag("red", row.isRed)
        return view
    }

    private func scopes(_ question: ListQuestion, _ member: Member) -> [View] {
        let scopes: [ListQuestion.Scope] =
            member.hasOwnSections ? [.mine, .held, .sections, .all] : [.mine, .held, .all]
        return scopes.map { scope in
            var view: View = [
                "name": strings.text("scopes." + scope.rawValue), "href": question.path(scope: scope),
            ]
            view.flag("current", scope == question.scope)
            return view
        }
    }

    private func filters(_ question: ListQuestion, _ sections: [Section]) -> View {
        let options = { (values: [(value: String, name: String)], chosen: String?) -> [View] in
            values.map { option($0.value, $0.name, isChosen: $0.value == chosen) }
        }
        let flags = StoryTask.Flag.allCases.map { ($0.rawValue, strings.text("task.flags." + $0.rawValue)) }
        var view: View = [
            "action": NewsroomAddress.stories.path, "scope": question.scope.rawValue,
            "stages": options(Stage.allCases.map { ($0.rawValue, words(of: $0)) }, question.stage?.rawValue),
            "states": options(PublicState.allCases.map { ($0.rawValue, words(of: $0)) }, question.state?.rawValue),
            "sections": options(sections.map { ($0.slug.rawValue, $0.name) }, question.section?.rawValue),
            "flags": options(flags, question.flag?.rawValue),
        ]
        view.flag("overdue", question.isOverdue)
        view.set("words", question.words)
        view.flag("any", question.isNarrow)
        view["clear"] = NewsroomAddress.stories.path(["scope": question.scope.rawValue])
        return view
    }
}
