/// Kept pages within an event loop's reach: asks for no lock but the cache's, and waits for nothing.
///
/// Each event loop has one of its own. It remembers the tail, which all pages share, and asks for another only when
/// its number has moved.
public final class LoopPageCache {
    private let press: PressRoom
    private var tail: Tail?
    private var tailNumber = -1

    /// - Parameter press: Whose pages.
    public init(_ press: PressRoom) {
        self.press = press
    }

    /// The page that a request target names, if it is pressed and still true: 200, and for everybody.
    ///
    /// Anything else, a page that has to be pressed first among it, is for ``PressRoom/answer(_:path:stitching:)``.
    /// - Parameter target: Path and query as they stand in the request line.
    public func page(at target: UnsafeRawBufferPointer) -> PressedPage? {
        guard let part = press.cache.kept(target) else { return nil }
        guard part.hasTail else { return PressedPage(part, tail: nil) }
        let number = press.tailNumber
        if number != tailNumber { (tail, tailNumber) = (press.tail, number) }
        guard let tail else { return nil }
        return PressedPage(part, tail: tail)
    }
}
