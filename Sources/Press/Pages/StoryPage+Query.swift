import News
import Storage

extension ReadersView {
    /// Those stories of a text's related blocks that readers can open, but the story itself.
    func mentioned(in story: PublishedStory) throws -> [StoryRow] {
        try rows(story.copy.body.relatedStories.filter { $0 != story.number })
    }
}

extension StoryPage {
    /// Nil where there is no such story for readers.
    init?(_ readers: any ReadersView, _ number: StoryNumber) throws {
        guard try readers.readersAddress(of: number) != nil,
            let story = try readers.publishedStory(number, withBody: true)
        else {
            return nil
        }
        let isWithdrawn = story.state == .withdrawn
        if isWithdrawn {
            self.init(story: story, related: .none, mentioned: [])
        } else {
            try self.init(story, readers)
        }
    }

    /// The notice that a story was withdrawn, which needs none of its text; nil where it was not.
    init?(withdrawn number: StoryNumber, _ readers: any ReadersView) throws {
        guard let story = try readers.publishedStory(number, withBody: false), story.state == .withdrawn else {
            return nil
        }
        self.init(story: story, related: .none, mentioned: [])
    }

    /// The page of a story with its text.
    init(_ story: PublishedStory, _ readers: any ReadersView) throws {
        self.init(
            story: story,
            related: try readers.related(to: story, limit: Self.mostRelated),
            mentioned: try readers.mentioned(in: story),
            hasChanges: try readers.hasChanges(story)
        )
        let answers = try readers.storyAnswered(by: story.number)
        let granted = try readers.replies(to: story.number)
        let verifies = try readers.storiesVerified(by: story.number)
        let verifiers = story.reports.compactMap { $0.verification?.story }
        linked = granted + (answers.map { [$0] } ?? []) + verifies + verifiers
        verified = try verifies.compactMap { try StoryLink($0, readers) }
        verifying = try verifiers.compactMap { try StoryLink($0, readers) }
        replies = try readers.rows(granted)
        answered = try answers.flatMap { try StoryLink($0, readers) }
    }
}
