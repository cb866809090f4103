import News
import Storage

extension ChangesPage {
    /// Nil where readers do not see the story, or see what they saw from the first.
    init?(_ transaction: ReadTransaction, _ number: StoryNumber) throws {
        guard let story = try transaction.publishedStory(number), story.state == .live,
            let first = story.firstPublic, try transaction.hasChanges(story)
        else { return nil }
        let since = story.corrections.last(where: \.hidesFormer)?.at ?? first
        guard let copy = try transaction.publishedText(of: number, at: since) else { return nil }
        self.init(story: story, former: Former(copy: copy, at: since == first ? story.publicSince : since))
    }
}

extension ReadTransaction {
    /// Whether there is something to tell of what changed in a story: readers were given another text, and for more than a
    /// minute saw the one before, or were told of a mistake.
    func hasChanges(_ story: PublishedStory) throws -> Bool {
        try !story.corrections.isEmpty || (story.wasUpdated && wasRewritten(story))
    }
}
