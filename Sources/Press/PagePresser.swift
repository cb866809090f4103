import News
import Storage

/// Makes the pages of one newspaper that are not kept: reads a page's model in one transaction, has it make its bytes,
/// and presses them.
///
/// What costs much to read, a story's text or a search, is read with a thread taken, so that no more of it goes on at
/// once than there are threads. A few rows are read first: most of what has no page needs no thread to say so.
struct PagePresser: Sendable {
    let house: PressHouse
    let store: Store
    let state: PressState

    /// A page's own part, and what it was made of.
    typealias Pressed = (part: PressedPart, depends: Set<Dependency>)

    /// Presses the page at an address that is kept.
    /// - Parameters:
    ///   - address: Any but those of searches and of what all pages share.
    ///   - former: The part that stood there; stays where its bytes do.
    /// - Throws: ``PageAbsence``, ``PressingThreads/AllBusy``, and what the store throws.
    func press(_ address: Address, _ former: PressedPart?) async throws -> Pressed {
        switch address {
        case .story(_, let number, _):
            return try await pressStory(at: address, number, former)
        case .front, .section, .index, .tag, .author, .popular, .corrections:
            return try await pressList(at: address, former)
        case .feed(let format, let scope):
            let newspaper = state.newspaper
            return try await press(former, newspaper) { try FeedPage($0, format, scope, newspaper) }
        case .changes(let number):
            return try await press(former) { transaction in
                if let notice = try StoryPage(withdrawn: number, transaction) { return notice }
                return try ChangesPage(transaction, number)
            }
        case .ledger:
            let (newspaper, now) = (state.newspaper, house.clock())
            return try await press(former, newspaper) { try LedgerPage($0, newspaper, now: now) }
        case .ledgerFile, .keys:
            let (newspaper, now) = (state.newspaper, house.clock())
            return try await press(former, newspaper) { try LedgerFile($0, address, newspaper, now: now) }
        case .standing(let kind):
            return try await press(former) { try TextPage($0, kind) }
        case .sitemapIndex, .sitemap, .newsSitemap, .pagesSitemap:
            let now = house.clock()
            return try await press(former) { try SitemapPage($0, address, now: now) }
        default:
            return try await pressFile(at: address, former)
        }
    }

    /// A search's page, which is never kept.
    func pressSearch(_ text: String, _ order: Address.SearchOrder, _ page: Address.Page) async throws -> PressedPart {
        let newspaper = state.newspaper
        return try await press(nil, newspaper) {
            try ResultsPage($0, text, order, page, language: newspaper.site.language)
        }.part
    }

    /// Where readers find a story, or the notice that it was withdrawn.
    func place(of number: StoryNumber) async throws -> Address {
        try await store.read { try $0.readersAddress(of: number) }.orMissing()
    }

    private func pressStory(at address: Address, _ number: StoryNumber, _ former: PressedPart?) async throws -> Pressed
    {
        // Whether a story is there for readers, and where, is known before anything of it is read: a hidden story is
        // answered as quickly as none.
        let (place, notice) = try await store.read { transaction -> (Address, StoryPage?)? in
            guard let place = try transaction.readersAddress(of: number) else { return nil }
            return (place, place == address ? try StoryPage(withdrawn: number, transaction) : nil)
        }.orMissing()
        guard place == address else { throw PageAbsence.moved(place) }
        guard let notice else { return try await press(former) { try StoryPage($0, number) } }
        // Waits for nobody: caches go on showing the story until they are told.
        let newspaper = state.newspaper
        return try await house.noticeThread { (press(notice, newspaper, former), notice.depends) }
    }

    private func pressList(at address: Address, _ former: PressedPart?) async throws -> Pressed {
        let newspaper = state.newspaper
        let rankings = state.rankings
        let now = house.clock()
        let page = try await store.read { transaction -> (any PageModel)? in
            switch address {
            case .section(let slug, let page): try SectionPage(transaction, slug, page, at: now)
            case .index(let section, let day, let page):
                try ListPage(transaction, section: section, day: day, zone: newspaper.zone, page)
            case .corrections(let section, let day, let page):
                try CorrectionsPage(transaction, section: section, day: day, zone: newspaper.zone, page)
            case .tag(let slug, let page): try ListPage(transaction, tag: slug, page)
            case .author(let slug, let page): try ListPage(transaction, author: slug, page)
            case .popular(let window, let section):
                try PopularPage(transaction, window, section, rankings)
            default: try FrontPage(transaction, at: now)
            }
        }.orMissing()
        if let end = page.nextEnd { state.noteEnd(end) }
        return try await house.threads.take { thread in
            try await thread { (press(page, newspaper, former), page.depends) }
        }
    }

    private func pressFile(at address: Address, _ former: PressedPart?) async throws -> Pressed {
        let newspaper = state.newspaper
        let file = try SiteFile(address, newspaper).orMissing()
        return try await house.threads.take { thread in
            try await thread { (press(file, newspaper, former), file.depends) }
        }
    }
}

extension PagePresser {
    /// Reads and presses a page with one thread taken for both.
    private func press(
        _ former: PressedPart?,
        _ newspaper: Newspaper? = nil,
        reading: @escaping @Sendable (ReadTransaction) throws -> (any PageModel)?
    ) async throws -> Pressed {
        let newspaper = newspaper ?? state.newspaper
        return try await house.threads.take { thread in
            let page = try await store.read(reading).orMissing()
            return try await thread { (press(page, newspaper, former), page.depends) }
        }
    }

    /// Presses a page that was read.
    func press(_ page: any PageModel, _ newspaper: Newspaper, _ former: PressedPart?) -> PressedPart {
        let now = house.clock()
        return .press(page.content(newspaper, now: now), unless: former, now: now, tally: house.tally)
    }
}

extension Optional {
    fileprivate func orMissing() throws(PageAbsence) -> Wrapped {
        guard let self else { throw .missing }
        return self
    }
}
