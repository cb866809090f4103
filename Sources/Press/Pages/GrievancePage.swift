package import News

/// The form by which somebody asks for a right of reply to a story or complains about it; made for each request and kept
/// nowhere.
package struct GrievancePage: Sendable {
    package let kind: Grievance.Kind
    /// Which story it is about.
    package let number: StoryNumber
    /// As readers find it; nil where the store does not say.
    package let story: StoryLink?
    /// What was typed.
    package var draft: GrievanceDraft
    /// What makes sure that it is taken once.
    package let token: String
    /// Why it was not taken, among the strings' `grievances.faults`.
    package var fault: String?

    package init(
        _ kind: Grievance.Kind,
        about number: StoryNumber,
        _ story: StoryLink?,
        _ draft: GrievanceDraft,
        token: String,
        fault: String? = nil
    ) {
        self.kind = kind
        self.number = number
        self.story = story
        self.draft = draft
        self.token = token
        self.fault = fault
    }
}

extension GrievancePage: PageModel {
    var depends: Set<Dependency> { [.masthead] }

    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        PageContent(
            bytes: newspaper.theme.render("grievance", view(newspaper)),
            status: fault == nil ? .ok : .badRequest,
            caching: .none,
            hasSharedRails: true
        )
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let name = "grievances.\(kind.rawValue)"
        let heading = strings.text("standing.\(kind.rawValue).title")
        var view = PageHead(title: heading, isIndexed: false).view(newspaper)
        view["heading"] = heading
        view.set("pages_style", newspaper.theme.address(of: "pages.css")?.path)
        if let story { view["story"] = story.view }
        view["number"] = number.description
        view["action"] = Address.standing(kind.page).path
        view["form"] = token
        view.set("fault", fault.map { strings.text("grievances.faults." + $0) })
        view["words_label"] = strings.text(name + ".words")
        view["words_hint"] = strings.text(name + ".words_hint")
        view["send"] = strings.text(name + ".send")
        view["draft"] =
            [
                "name": draft.name, "email": draft.email, "phone": draft.phone, "relation": draft.relation,
                "quoted": draft.quoted, "words": draft.words, "longest_line": GrievanceDraft.longestLine,
                "longest_quoted": GrievanceDraft.longestQuoted, "longest_words": GrievanceDraft.longestWords,
            ] as View
        return view
    }
}
