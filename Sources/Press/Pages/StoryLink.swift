import News
import Storage

/// A story as another page leads to it: one that readers can open, or that was withdrawn.
package struct StoryLink: Sendable {
    let number: StoryNumber
    let headline: String
    let address: Address
    let isWithdrawn: Bool
    /// What it is called where somebody paid for it.
    let label: PaidContent.Label?

    /// Nil where readers do not find it, and it was not withdrawn either.
    init?(_ number: StoryNumber, _ readers: any ReadersView) throws {
        guard let address = try readers.readersAddress(of: number),
            let story = try readers.publishedStory(number, withBody: false)
        else { return nil }
        self.number = number
        headline = story.copy.headline
        self.address = address
        isWithdrawn = story.state == .withdrawn
        label = story.life.paid?.label
    }

    /// For templates.
    var view: View { ["headline": headline, "href": address.path] }
}
