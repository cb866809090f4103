import News
import Storage

extension StoryPage {
    /// Nil where there is no such story for readers.
    init?(_ transaction: ReadTransaction, _ number: StoryNumber) throws {
        guard try transaction.readersAddress(of: number) != nil, let story = try transaction.publishedStory(number)
        else {
            return nil
        }
        let isWithdrawn = story.state == .withdrawn
        self.init(story: story, related: isWithdrawn ? [] : try transaction.related(to: story, limit: Self.mostRelated))
    }

    /// The notice that a story was withdrawn, which needs none of its text; nil where it was not.
    init?(withdrawn number: StoryNumber, _ transaction: ReadTransaction) throws {
        guard let story = try transaction.publishedStory(number, withBody: false), story.state == .withdrawn else {
            return nil
        }
        self.init(story: story, related: [])
    }
}
