public import News
import Storage

extension PressRoom {
    /// The page that a story would have with a text that readers do not see: for the people of the desk.
    ///
    /// It is made as any other page is, and kept nowhere.
    /// - Parameters:
    ///   - story: The story as it would be, were it published now.
    ///   - prefix: What stands before the paths of its pictures, as readers may not have them yet.
    /// - Throws: What the store throws; `unavailable` where too much is being pressed.
    public func preview(_ story: PublishedStory, picturesBelow prefix: String) async throws -> PressedPage {
        var newspaper = newspaper
        newspaper.picturePrefix = prefix
        let presser = PagePresser(house: house, store: store, state: state)
        do {
            let part = try await house.threads.take { [store, newspaper] thread in
                let page = try await store.read { try StoryPage(story, $0) }
                return try await thread { presser.press(page, newspaper, nil) }
            }
            return pages.compose(part)
        } catch is PressingThreads.AllBusy {
            throw NewsError(.unavailable, "Too many pages are being made; ask again in a few seconds.")
        }
    }

    /// Where browsers find a file of the newspaper's theme; nil where it has none of that name.
    public func path(ofFile name: String) -> String? { newspaper.theme.address(of: name)?.path }
}
