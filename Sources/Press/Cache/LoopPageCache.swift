/// The kept pages of one newspaper as one event loop reaches them: takes no lock but the cache's, and waits for nothing.
///
/// Each event loop has one of its own. It remembers what all pages end with, and asks for other rails only when its
/// number has moved.
public final class LoopPageCache {
    private let cache: PageCache
    private let versions: Versions
    private let state: PressState
    private var rails: SharedRails?
    private var railsNumber = -1

    /// - Parameter press: The newspaper.
    public init(_ press: PressRoom) {
        cache = press.house.cache
        versions = press.versions
        state = press.state
    }

    /// The page that a request target names, if it is pressed and still true: 200, and for everybody.
    ///
    /// Anything else, a page that has to be pressed first among it, is for ``PressRoom/answer(_:path:stitching:for:)``.
    /// - Parameter target: Path and query as they stand in the request line.
    public func page(at target: UnsafeRawBufferPointer) -> PressedPage? {
        guard let part = cache.kept(target, versions) else { return nil }
        guard part.hasSharedRails else { return PressedPage(part, rails: nil) }
        let number = state.railsNumber
        if number != railsNumber { (rails, railsNumber) = (state.rails, number) }
        guard let rails else { return nil }
        return PressedPage(part, rails: rails)
    }
}
