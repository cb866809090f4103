import News
import Synchronization

/// The pressed parts of all newspapers of a house within one budget of bytes; one pressing for each miss, however many
/// ask.
final class PageCache: Sendable {
    let state: Mutex<State>
    let tally: PressTally

    /// The pages that are kept, and the pressings that go on.
    struct State {
        var pages: PageTable
        var pending: [PendingKey: Pending] = [:]
        var tickets = 0
    }

    /// - Parameter budget: Bytes of compressed pages, with what it costs to keep them.
    init(budget: Int, tally: PressTally) {
        state = Mutex(State(pages: PageTable(budget: budget)))
        self.tally = tally
    }

    /// Bytes kept now.
    var size: Int { state.withLock { $0.pages.size } }

    /// Pages kept now.
    var count: Int { state.withLock { $0.pages.count } }

    /// The page that a request target names in a newspaper, if it is kept, still true, and fit for everybody.
    ///
    /// Nothing is allocated here and nothing awaited: this is what an event loop asks for each request.
    /// - Parameter versions: The newspaper's.
    func kept(_ target: UnsafeRawBufferPointer, _ versions: Versions) -> PressedPart? {
        var part = kept(target, versions, hasQuery: false)
        if part == nil, let mark = target.firstIndex(of: UInt8(ascii: "?")), target.count - mark - 1 <= Address.longest
        {
            part = kept(UnsafeRawBufferPointer(rebasing: target[..<mark]), versions, hasQuery: true)
        }
        if part != nil { tally.count(.hit) }
        return part
    }

    private func kept(_ target: UnsafeRawBufferPointer, _ versions: Versions, hasQuery: Bool) -> PressedPart? {
        let hash = PageKey.hash(target, of: versions.newspaper)
        return state.withLock { $0.pages.part(at: target, hash: hash, versions, hasQuery: hasQuery) }
    }
}
