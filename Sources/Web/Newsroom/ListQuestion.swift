import News
import Storage

extension Member {
    /// Whether there are sections to which the member is confined.
    var hasOwnSections: Bool { !role.isAboveSections && !sections.isEmpty }
}

/// What is asked of the list, as its address says it.
struct ListQuestion {
    enum Scope: String { case mine, held, sections, all }

    let scope: Scope
    let stage: Stage?
    let state: PublicState?
    let section: Slug?
    let flag: StoryTask.Flag?
    /// Only what somebody is writing and should be done by now.
    let isOverdue: Bool
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
        flag = StoryTask.Flag(rawValue: query["flag"])
        isOverdue = query["overdue"] == "1"
        words = query["words"].collapsedWhitespace.shortened(to: DeskFilter.longestWords)
        before = DeskPosition(query["before"])
    }

    var isNarrow: Bool { stage != nil || state != nil || section != nil || flag != nil || isOverdue || !words.isEmpty }

    func filter(at now: Timestamp) -> DeskFilter {
        let wanted: DeskFilter.Scope =
            switch scope {
            case .mine: .writer(member.actor)
            case .sections: .sections(member.sections)
            case .held, .all: .all
            }
        return DeskFilter(
            wanted,
            stage: stage,
            state: state,
            section: section,
            holder: scope == .held ? member.number : nil,
            flag: flag,
            overdueAt: isOverdue ? now : nil,
            words: words
        )
    }

    /// What is asked, as an address has it after the question mark; from the newest on.
    var query: String { String(path().drop { $0 != "?" }.dropFirst()) }

    func path(scope other: Scope? = nil, before: DeskPosition? = nil, said: String = "") -> String {
        NewsroomAddress.stories.path([
            "scope": (other ?? scope).rawValue, "stage": stage?.rawValue ?? "", "state": state?.rawValue ?? "",
            "section": section?.rawValue ?? "", "flag": flag?.rawValue ?? "", "overdue": isOverdue ? "1" : "",
            "words": words, "before": before?.description ?? "",
            "said": said,
        ])
    }
}
