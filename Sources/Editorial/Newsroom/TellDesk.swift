internal import News
internal import Storage

extension WriteTransaction {
    /// Tells the editors of a section what happened to one of its stories.
    func tellDesk(
        of section: Section,
        _ kind: Notification.Kind,
        of story: StoryNumber,
        by actor: Actor,
        saying words: String,
        at now: Timestamp
    ) throws {
        let facts = StoryFacts(stage: nil, state: .live, sections: [section.slug], isOwn: false)
        for member in try members() where member.permission(to: .answerReader, facts).isAllowed {
            try notify(member.number, kind, of: story, by: actor, saying: words, at: now)
        }
    }
}
