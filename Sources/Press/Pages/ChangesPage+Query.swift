import News
import Storage

extension ChangesPage {
    /// Nil where readers do not see the story, or see what they saw from the first.
    init?(_ transaction: ReadTransaction, _ number: StoryNumber) throws {
        guard let story = try transaction.publishedStory(number), story.state == .live,
            try transaction.hasChanges(story), let former = try transaction.comparedText(of: story)
        else { return nil }
        self.init(story: story, former: former)
    }
}

extension ReadersView {
    /// Whether there is something to tell of what changed in a story: readers were given another text, and for more than a
    /// minute saw the one before, or were told of a mistake.
    func hasChanges(_ story: PublishedStory) throws -> Bool {
        try !story.corrections.isEmpty || (story.wasUpdated && wasRewritten(story))
    }
}

extension ReadTransaction {
    /// The text with which the present one is compared: what readers saw first, but nothing that was taken from them since.
    ///
    /// A story that was withdrawn, or left the readers' sight otherwise, is told of from its return; one with a correction that
    /// hides what was before it, from the text that is the right one.
    fileprivate func comparedText(of story: PublishedStory) throws -> ChangesPage.Former? {
        guard let first = story.firstPublic else { return nil }
        let hiding = story.corrections.last(where: \.hidesFormer)?.at
        let since = try [first, returned(story.number), hiding].compactMap(\.self).max() ?? first
        guard let copy = try publishedText(of: story.number, at: since) else { return nil }
        guard since == hiding, try copy == publishedText(of: story.number, at: since.adding(milliseconds: -1)) else {
            return ChangesPage.Former(copy: copy, at: since == first ? story.publicSince : since)
        }
        // Nothing new came with the correction that hides: the mended text is the one that came after it.
        guard let mended = try textChanged(story.number, after: since),
            let copy = try publishedText(of: story.number, at: mended)
        else { return ChangesPage.Former(copy: story.copy, at: since) }
        return ChangesPage.Former(copy: copy, at: mended)
    }
}
