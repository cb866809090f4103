import Editorial
import Hummingbird
import News
import Press
import Storage

// *Meja*: the stories of the newsroom, the newest change first.

extension Newsroom {
    /// Rows of one page.
    private static let rowsOfPage = 40

    func storyList(_ visit: MemberVisit) async throws -> Response {
        let question = ListQuestion(visit.query, of: visit.member)
        let (page, sections) = try await store.read { transaction in
            (
                try transaction.deskPage(question.filter, before: question.before, limit: Self.rowsOfPage),
                try transaction.allSections().map(\.section)
            )
        }
        let names = try await memberNames()
        var view: View = [
            "heading": strings.text("desk"), "scopes": scopes(question, visit.member),
            "filters": filters(question, sections),
        ]
        view.set("rows", page.rows.map { row($0, names) })
        view.flag("empty", page.rows.isEmpty && !page.isCut)
        view.flag("cut", page.isCut)
        view.set("older", page.next.map { question.path(before: $0) })
        view.set("newest", question.before.map { _ in question.path() })
        return self.page("list", strings.text("desk"), view, for: visit)
    }

    private func row(_ row: DeskRow, _ names: [String: String]) -> View {
        var view: View = [
            "href": NewsroomAddress.story(row.number).path, "number": row.number.description,
            "headline": row.headline, "section": row.section.name, "changed": time(row.changed),
            "writer": name(of: row.writer, names), "state": words(of: row.state), "state_key": row.state.rawValue,
        ]
        if let stage = row.stage {
            view["stage"] = words(of: stage)
            view["stage_key"] = stage.rawValue
        }
        if let due = row.due { view["due"] = time(due) }
        return view
    }

    private func scopes(_ question: ListQuestion, _ member: Member) -> [View] {
        let scopes: [ListQuestion.Scope] = member.hasOwnSections ? [.mine, .sections, .all] : [.mine, .all]
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
            values.map { value in
                var option: View = ["value": value.value, "name": value.name]
                option.flag("chosen", value.value == chosen)
                return option
            }
        }
        var view: View = [
            "action": NewsroomAddress.stories.path, "scope": question.scope.rawValue,
            "stages": options(Stage.allCases.map { ($0.rawValue, words(of: $0)) }, question.stage?.rawValue),
            "states": options(PublicState.allCases.map { ($0.rawValue, words(of: $0)) }, question.state?.rawValue),
            "sections": options(sections.map { ($0.slug.rawValue, $0.name) }, question.section?.rawValue),
        ]
        view.set("words", question.words)
        view.flag("any", question.isNarrow)
        view["clear"] = NewsroomAddress.stories.path(["scope": question.scope.rawValue])
        return view
    }
}

extension Member {
    /// Whether there are sections to which the member is confined.
    fileprivate var hasOwnSections: Bool { !role.isAboveSections && !sections.isEmpty }
}

/// What is asked of the list, as its address says it.
private struct ListQuestion {
    enum Scope: String { case mine, sections, all }

    let scope: Scope
    let stage: Stage?
    let state: PublicState?
    let section: Slug?
    let words: String
    let before: DeskPosition?
    private let member: Member

    init(_ query: FormFields, of member: Member) {
        self.member = member
        // A reporter begins with what is theirs, an editor with what comes in.
        let usual: Scope = member.role == .reporter ? .mine : member.hasOwnSections ? .sections : .all
        let asked = Scope(rawValue: query["scope"]) ?? usual
        scope = asked == .sections && !member.hasOwnSections ? .all : asked
        stage = Stage(rawValue: query["stage"])
        state = PublicState(rawValue: query["state"])
        section = Slug(rawValue: query["section"])
        words = query["words"].collapsedWhitespace.shortened(to: DeskFilter.longestWords)
        before = DeskPosition(query["before"])
    }

    var isNarrow: Bool { stage != nil || state != nil || section != nil || !words.isEmpty }

    var filter: DeskFilter {
        let wanted: DeskFilter.Scope =
            switch scope {
            case .mine: .writer(member.actor)
            case .sections: .sections(member.sections)
            case .all: .all
            }
        return DeskFilter(wanted, stage: stage, state: state, section: section, words: words)
    }

    func path(scope other: Scope? = nil, before: DeskPosition? = nil) -> String {
        NewsroomAddress.stories.path([
            "scope": (other ?? scope).rawValue, "stage": stage?.rawValue ?? "", "state": state?.rawValue ?? "",
            "section": section?.rawValue ?? "", "words": words, "before": before?.description ?? "",
        ])
    }
}
