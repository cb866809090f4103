public import NIOCore
public import News
import Storage

extension PressRoom {
    /// A page as readers saw it at a past instant: for the people of the desk.
    ///
    /// It is read and made anew each time, by the threads that make pages, and kept nowhere.
    /// - Parameters:
    ///   - address: Of the front, a section or a story.
    ///   - instant: At which readers looked.
    ///   - showsHidden: Whether also texts are shown that a later correction hides.
    ///   - prefix: What stands before the paths of its pictures, as readers may not have them any more.
    /// - Throws: `PastGap` where it cannot be told; `invalid` for any other address; what the store throws; `unavailable`
    ///   where too much is being pressed.
    public func past(
        _ address: Address,
        at instant: Timestamp,
        showsHidden: Bool,
        picturesBelow prefix: String
    ) async throws -> (html: ByteBuffer, status: PressedPage.Status) {
        var newspaper = newspaper
        newspaper.picturePrefix = prefix
        do {
            return try await house.threads.take { [store, newspaper] thread in
                let page = try await store.read {
                    try PastPage(address, at: instant, showsHidden: showsHidden, $0)
                }
                return try await thread {
                    let (bytes, status) = page.html(newspaper)
                    return (ByteBuffer(bytes: bytes), status)
                }
            }
        } catch is PressingThreads.AllBusy {
            throw NewsError(.unavailable, "Too many pages are being made; ask again in a few seconds.")
        }
    }
}

extension PastPage {
    /// The page without a press room, as the command line prints it.
    /// - Parameters:
    ///   - site: What the newspaper is.
    ///   - url: Scheme and host under which readers reach it.
    ///   - theme: How its pages look.
    public func html(of site: Site, at url: String, _ theme: Theme) -> (bytes: [UInt8], status: PressedPage.Status) {
        html(Newspaper(site: site, url: url, theme: theme, masthead: masthead))
    }
}
