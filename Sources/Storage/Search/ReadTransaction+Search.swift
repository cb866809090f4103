public import News

extension ReadTransaction {
    /// Finds public stories that contain all words of a query, in headline, lead or body.
    ///
    /// The query is plain words and "quoted phrases", at most twelve words; anything else in it is ignored. Words are
    /// compared by their stems, in the reader's language and in all languages that have a stemmer, since each story is
    /// indexed in its own. *Best* gives the newest 200 with all words in the headline, then the newest 500 found, of
    /// which the first 300 are sorted by how many words are in the headline. A query without words finds nothing.
    ///
    /// The work of a search is bounded: a search for very common words in an order in which they rarely occur ends
    /// before it has gone through the whole archive, and says so.
    public func search(
        _ text: String,
        language: String,
        order: Address.SearchOrder = .newest,
        page: Address.Page = .first,
        limit: Int
    ) throws -> SearchPage {
        try prepareSearch()
        let query = searchQuery(text, language: language)
        guard !query.isEmpty, limit > 0 else { return SearchPage(rows: [], hasPrevious: false, hasNext: false) }
        let found =
            switch order {
            case .newest: try newest(query, page: page, limit: limit)
            case .best: try best(query, page: page, limit: limit)
            }
        return SearchPage(
            rows: try found.positions.compactMap { try hit(at: $0, stems: query.stems) },
            hasPrevious: found.hasPrevious,
            hasNext: found.hasNext,
            isWhole: found.isWhole
        )
    }

    /// What somebody asks, in the stems of all languages.
    func searchQuery(_ text: String, language: String) -> SearchQuery {
        SearchQuery(text, stemmers: Self.languages(with: language).map { stemmer(for: $0) })
    }

    /// The reader's language, those that have a stemmer, and none: words of all other languages were indexed whole.
    private static func languages(with language: String) -> [String] {
        let primary = String(language.prefix { $0 != "-" })
        return [primary] + ["id", "en", wholeWords].filter { $0 != primary }
    }

    /// BCP 47's code for an undetermined language, whose words are indexed whole.
    private static let wholeWords = "und"

    private struct ResultPage {
        var positions: [ListPosition]
        var hasPrevious: Bool
        var hasNext: Bool
        var isWhole: Bool
    }

    private func newest(_ query: SearchQuery, page: Address.Page, limit: Int) throws -> ResultPage {
        switch page {
        case .after(let position):
            let found = try searchIndex.find(query, after: position, limit: limit + 1)
            return ResultPage(
                positions: found.positions.suffix(limit),
                hasPrevious: hasMore(found, than: limit),
                hasNext: true,
                isWhole: found.isWhole
            )
        case .first, .before:
            let before: ListPosition? = if case .before(let position) = page { position } else { nil }
            let found = try searchIndex.find(query, before: before, limit: limit + 1)
            return ResultPage(
                positions: Array(found.positions.prefix(limit)),
                hasPrevious: before != nil,
                hasNext: hasMore(found, than: limit),
                isWhole: found.isWhole
            )
        }
    }

    /// If a search ran out of its allowance, the next page goes on after what it found, with a new allowance.
    private func hasMore(_ found: SearchResult, than limit: Int) -> Bool {
        found.positions.count > limit || (!found.isWhole && !found.positions.isEmpty)
    }

    private func best(_ query: SearchQuery, page: Address.Page, limit: Int) throws -> ResultPage {
        let best = try searchIndex.best(of: query)
        let found = best.positions
        let stretch: Range<Int>
        switch page {
        case .first: stretch = 0..<min(limit, found.count)
        case .before(let position):
            let start = found.firstIndex(of: position).map { $0 + 1 } ?? found.count
            stretch = start..<min(start + limit, found.count)
        case .after(let position):
            let end = found.firstIndex(of: position) ?? 0
            stretch = max(0, end - limit)..<end
        }
        return ResultPage(
            positions: Array(found[stretch]),
            hasPrevious: stretch.lowerBound > 0,
            hasNext: stretch.upperBound < found.count,
            isWhole: best.isWhole
        )
    }

    private func hit(at position: ListPosition, stems: [String]) throws -> SearchHit? {
        guard let found = try sql.row(Self.hitQuery, [SQLValue(position)]) else { return nil }
        let row = try StoryRow(found)
        let highlighter = Highlighter(stems: stems, stemmer: stemmer(for: try found.string(StoryRow.width)))
        let opening = try storedOpening(found, from: StoryRow.width + 2, of: row.number)
        let text = [try found.string(StoryRow.width + 1), opening].filter { !$0.isEmpty }.joined(separator: "\n")
        return SearchHit(row: row, headline: highlighter.mark(row.headline), excerpt: highlighter.excerpt(of: text))
    }

    private static let hitQuery = """
        SELECT \(StoryRow.columns), story.language, story.lead, \(ReadTransaction.openingColumns) FROM story
        \(StoryRow.joins) LEFT JOIN story_body ON story_body.story = story.number WHERE story.position = $1
        """
}

extension ReadTransaction {
    /// The stemmer of a language, made once in a transaction.
    func stemmer(for language: String) -> Stemmer { stemmers.stemmer(for: language) }
}
