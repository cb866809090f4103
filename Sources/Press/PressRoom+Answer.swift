public import News
import Storage

/// What an address is answered with.
public enum Answer: Sendable {
    case page(PressedPage)
    /// It stands elsewhere: 301.
    case moved(Address)
}

/// Why an address has no page of its own.
enum PageAbsence: Error {
    case missing
    case moved(Address)
}

extension PressRoom {
    /// Answers a public address: with its page, the way to it, or a page that says that there is none.
    ///
    /// - Parameters:
    ///   - address: The address that the request's path matched; nil where it matched none.
    ///   - path: What was asked literally, query and all, for the table of former paths.
    ///   - stitching: Whether the asker is a proxy that puts the rails in by itself (ESI).
    /// - Throws: What the store throws where the page is not kept; `Web` answers 503 then.
    public func answer(_ address: Address?, path: String, stitching: Bool = false) async throws -> Answer {
        do {
            guard let address else { throw PageAbsence.missing }
            // Other systems put a story's number into the query of the front or of a section: /?p=123.
            if address.isList, path.contains("?"), let story = try? await formerly(path, byQuery: true) {
                return .moved(story)
            }
            // Another spelling of its address leads to the story without it being read.
            if case .story(_, let number, _) = address, !path.hasSpelling(of: address) {
                throw PageAbsence.moved(try await place(of: number))
            }
            let part = try await part(at: address)
            return .page(stitching && part.hasSharedEnding ? stitched(part) : compose(part))
        } catch PageAbsence.moved(let address) {
            // /2020/11/slug was an address elsewhere before it could mean our story 11.
            return .moved(try await formerly(path) ?? address)
        } catch PageAbsence.missing {
            if let address = try await formerly(path) { return .moved(address) }
            return .page(notice(.notFound))
        } catch is PressingThreads.AllBusy {
            tally.count(.refusal)
            return .page(notice(.unavailable))
        }
    }

    /// A page that says why there is no other; needs no store.
    public func notice(_ status: PressedPage.Status) -> PressedPage {
        let subject: NoticePage.Subject =
            switch status {
            case .badRequest: .badRequest
            case .unavailable: .unavailable
            default: .missing
            }
        return compose(notice(status) { noticePart(subject, nil) })
    }

    private func part(at address: Address) async throws -> PressedPart {
        switch address {
        case .rails: return try endingAlone()
        case .search(let text, let order, let page): return try await pressSearch(text, order, page)
        default: return try await cache.part(at: address) { try await self.press(address, $0) }
        }
    }

    /// Where readers find a story, or the notice that it was withdrawn.
    func place(of number: StoryNumber) async throws -> Address {
        guard let place = try await store.read({ try $0.readersAddress(of: number) }) else { throw PageAbsence.missing }
        return place
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
