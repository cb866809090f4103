import News
import Storage

extension ReadTransaction {
    /// Those stories of a text's related blocks that readers can open, but the story itself.
    func mentioned(in story: PublishedStory) throws -> [StoryRow] {
        try rows(story.copy.body.relatedStories.filter { $0 != story.number })
    }
}

extension StoryPage {
    /// Nil where there is no such story for readers.
    init?(_ transaction: ReadTransaction, _ number: StoryNumber) throws {
        guard try transaction.readersAddress(of: number) != nil, let story = try transaction.publishedStory(number)
        else {
            return nil
        }
        let isWithdrawn = story.state == .withdrawn
        if isWithdrawn {
            self.init(story: story, related: .none, mentioned: [])
        } else {
            try self.init(story, transaction)
        }
    }

    /// The notice that a story was withdrawn, which needs none of its text; nil where it was not.
    init?(withdrawn number: StoryNumber, _ transaction: ReadTransaction) throws {
        guard let story = try transaction.publishedStory(number, withBody: false), story.state == .withdrawn else {
            return nil
        }
        self.init(story: story, related: .none, mentioned: [])
    }

    /// The page of a story with its text.
    init(_ story: PublishedStory, _ transaction: ReadTransaction) throws {
        self.init(
            story: story,
            related: try transaction.related(to: story, limit: Self.mostRelated),
            mentioned: try transaction.mentioned(in: story),
            hasChanges: try transaction.hasChanges(story)
        )
        let answers = try transaction.storyAnswered(by: story.number)
        let granted = try transaction.replies(to: story.number)
        let verifies = try transaction.storiesVerified(by: story.number)
        let verifiers = story.reports.compactMap { $0.verification?.story }
        linked = granted + (answers.map { [$0] } ?? []) + verifies + verifiers
        verified = try verifies.compactMap { try StoryLink($0, transaction) }
        verifying = try verifiers.compactMap { try StoryLink($0, transaction) }
        replies = try transaction.rows(granted)
        answered = try answers.flatMap { try StoryLink($0, transaction) }
    }
}
