import Editorial
import News
import Storage

/// A story as the editor's page shows it, read in one transaction.
struct EditorModel: Sendable {
    /// Nil for one that is about to begin.
    let story: Story?
    let beginner: Actor?
    /// The text that is written in: the working copy, or the published one where there is none.
    let copy: Copy
    /// What a save says that it was made from.
    let base: WorkingCopy.Base
    let sections: [Section]
    /// Why it was sent back, if nothing but writing was done with it since.
    let sentBack: JournalEntry?
    /// Who wrote in it and may sign in, whoever began it first.
    let writers: [Member]
    /// Links by which somebody outside looks at its text, the newest first.
    let guests: [GuestLink]
    /// What members say to one another about its text.
    let notes: [TextNote]
    /// What the desk has to do about it.
    let task: StoryTask
    /// What the checks before publication must be told.
    let facts: CheckFacts
    /// The last act that readers can see, and what they found after it.
    var receipts: StoryReceipts?
}

extension EditorModel {
    /// - Throws: `notFound`.
    /// - Parameter host: Under which the newsroom is open, beside the hosts that the newspaper is known to have.
    init(
        _ transaction: ReadTransaction,
        _ number: StoryNumber,
        by actor: Actor,
        on host: String,
        at now: Timestamp
    ) throws {
        guard let story = try transaction.story(number) else {
            throw NewsError(.notFound, "There is no story \(number).")
        }
        let open = story.openWorkingCopy(by: actor, at: now)
        let last = try transaction.lastStep(of: number)
        self.init(
            story: story,
            beginner: try transaction.beginner(of: number),
            copy: open.copy,
            // What readers got meanwhile is shown on the page, so whoever saves has taken it into account.
            base: WorkingCopy.Base(save: story.workingSaves, published: story.publishedVersion),
            sections: try transaction.allSections().map(\.section),
            sentBack: last?.act == .sentBack ? last : nil,
            writers: try transaction.writers(in: number),
            guests: try transaction.guestLinks(of: number, limit: 20),
            notes: try transaction.notes(on: number),
            task: try transaction.task(of: number),
            facts: try transaction.checkFacts(of: story, on: [host]),
            receipts: try transaction.newestReceipts(of: number)
        )
    }

    /// A story without words, in the newspaper's language and zone.
    static func blank(_ site: Site, by member: Member, _ sections: [Section]) -> EditorModel {
        let own = sections.filter { member.sections.contains($0.slug) }
        var copy = Copy(
            headline: "",
            body: Body(blocks: []),
            section: own.count == 1 ? own[0] : Section(slug: Slug("", fallback: "rubrik"), name: ""),
            language: site.language,
            zone: site.zone
        )
        copy.bylines = [Byline(Person(name: member.name))]
        return EditorModel(
            story: nil,
            beginner: nil,
            copy: copy,
            base: WorkingCopy.Base(save: 0, published: 0),
            sections: sections,
            sentBack: nil,
            writers: [],
            guests: [],
            notes: [],
            task: StoryTask(),
            facts: CheckFacts()
        )
    }

    /// Whether readers got another text since the working copy was begun.
    var isOvertaken: Bool {
        guard let story, let working = story.workingCopy else { return false }
        return working.base.published != story.publishedVersion && story.published != nil
    }

    /// What the checks say before a step.
    func checks(before verb: Verb, at now: Timestamp) -> [PublicationCheck] {
        story?.checks(before: verb, facts, at: now) ?? []
    }

    func permission(_ member: Member, to verb: Verb, at now: Timestamp) -> Permission {
        guard let story else { return member.permission(to: .begin) }
        return member.permission(to: verb, StoryFacts(story, begunBy: beginner, task, for: member, at: now))
    }
}

extension WorkingCopy.Base {
    /// As the form carries it: the save, and the version of the published text.
    init?(field: String) {
        let parts = field.split(separator: "-", omittingEmptySubsequences: false).map { Digits.number($0.utf8) }
        guard parts.count == 2, let save = parts[0], let published = parts[1] else { return nil }
        self.init(save: save, published: published)
    }

    var field: String { "\(save)-\(published)" }
}

extension CopyText {
    /// The fields of a form over what they were filled from; other fields than these are not looked at.
    init(_ form: FormFields, over copy: Copy) {
        self.init(copy)
        if form.has("headline") { headline = form["headline"] }
        if form.has("lead") { lead = form["lead"] }
        if form.has("body") { body = form["body"] }
        if form.has("section") { section = form["section"] }
        if form.has("genre") { genre = form["genre"] }
        if form.has("place") { place = form["place"] }
        if form.has("zone") { zone = form["zone"] }
        if form.has("language") { language = form["language"] }
        if form.has("tags") { tags = form.lines("tags") }
        if form.has("slug") { slug = form["slug"] }
        if form.has("related") { related = form.lines("related") }
        if form.has("byline") {
            bylines = zip(form.all("byline"), form.all("byline_role")).compactMap { name, role in
                guard !name.isBlank, let role = Byline.Role(rawValue: role) else { return nil }
                return BylineText(name: name, role: role)
            }
        }
    }
}
