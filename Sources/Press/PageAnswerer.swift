import News
import Storage

/// Answers addresses of one newspaper: with a page that is kept or pressed now, the way to another address, or a notice.
struct PageAnswerer: Sendable {
    private let house: PressHouse
    private let store: Store
    private let state: PressState
    private let versions: Versions
    private let presser: PagePresser

    init(house: PressHouse, store: Store, state: PressState, versions: Versions) {
        self.house = house
        self.store = store
        self.state = state
        self.versions = versions
        presser = PagePresser(house: house, store: store, state: state)
    }

    func answer(_ address: Address?, path: String, stitching: Bool) async throws -> Answer {
        do {
            guard let address else { throw PageAbsence.missing }
            // Other systems put a story's number into the query of the front or of a section: /?p=123.
            if address.isList, path.contains("?"), let story = try? await formerly(path, byQuery: true) {
                return .moved(story)
            }
            // Another spelling of its address leads to the story without it being read.
            if case .story(_, let number, _) = address, !path.hasSpelling(of: address) {
                throw PageAbsence.moved(try await presser.place(of: number))
            }
            let part = try await part(at: address)
            return .page(stitching ? PressedPage.stitched(part) : compose(part))
        } catch PageAbsence.moved(let address) {
            // /2020/11/slug was an address elsewhere before it could mean our story 11.
            return .moved(try await formerly(path) ?? address)
        } catch PageAbsence.missing {
            if let address = try await formerly(path) { return .moved(address) }
            return .page(notice(.notFound))
        } catch is PressingThreads.AllBusy {
            house.tally.count(.refusal)
            return .page(notice(.unavailable))
        }
    }

    /// A page that says why there is no other; needs no store.
    func notice(_ status: PressedPage.Status) -> PressedPage {
        let part = state.notice(status) { newspaper in
            presser.press(NoticePage(subject: .init(status)), newspaper, nil)
        }
        return compose(part)
    }

    /// A part with the rails as they are now, ready to be sent.
    func compose(_ part: PressedPart) -> PressedPage {
        PressedPage(part, rails: part.hasSharedRails ? state.rails : nil)
    }

    private func part(at address: Address) async throws -> PressedPart {
        switch address {
        case .rails: try railsAlone()
        case .search(let text, let order, let page): try await presser.pressSearch(text, order, page)
        default: try await house.cache.part(at: address, versions) { try await presser.press(address, $0) }
        }
    }

    /// What all pages end with, for proxies that put it in by themselves (ESI).
    private func railsAlone() throws -> PressedPart {
        guard let rails = state.rails else {
            throw NewsError(.unavailable, "The press is not open yet; try again in a second.")
        }
        return PressedPart(
            rails.fragment,
            caching: rails.closing.map { .page(age: .fresh).closing(within: $0) } ?? .page(age: .fresh),
            surrogateKeys: ["rails"],
            pressedAt: rails.pressedAt
        )
    }

    /// Where a path that was an address once leads now.
    private func formerly(_ path: String, byQuery: Bool = false) async throws -> Address? {
        guard let asked = FormerPath(path) else { return nil }
        return try await store.read { transaction in
            try transaction.story(formerlyAt: asked, byQuery: byQuery)
                .flatMap { try transaction.readersAddress(of: $0) }
        }
    }
}

extension String {
    /// Whether this path, without its query, is the one right path of an address.
    fileprivate func hasSpelling(of address: Address) -> Bool {
        utf8.prefix { $0 != UInt8(ascii: "?") }.elementsEqual(address.path.utf8)
    }
}

extension Address {
    /// Whether it is a list of ours whose path other systems may have used too, with queries of their own.
    fileprivate var isList: Bool {
        switch self {
        case .front, .section, .tag, .author: true
        default: false
        }
    }
}
