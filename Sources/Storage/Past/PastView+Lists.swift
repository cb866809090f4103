public import News

/// Lists as they were: of the stories that stand in them now, and of those that have left them since.
///
/// A story stood in a list at its place of today or at one that it left later (`keepFormerPlaces`). Both are read from
/// indexes in the list's order, and of each story is asked what readers had of it then.
extension PastView {
    /// Places that are looked at for one list, at most: of an archive that was imported later, each is one that readers
    /// did not have.
    static let mostPlaces = 4_000

    public func rows(
        _ listing: Listing,
        before: ListPosition?,
        within: Range<ListPosition>?,
        limit: Int
    ) throws -> [StoryRow] {
        let below = min(before?.rawValue ?? .max, within?.upperBound.rawValue ?? .max)
        let from = within?.lowerBound.rawValue ?? .min
        return try rows(listing, from: from, below: below, isDescending: true, limit: limit)
    }

    public func rows(
        _ listing: Listing,
        after: ListPosition,
        within: Range<ListPosition>?,
        limit: Int
    ) throws -> [StoryRow] {
        let (from, overflows) = after.rawValue.addingReportingOverflow(1)
        guard !overflows else { return [] }
        let start = max(from, within?.lowerBound.rawValue ?? .min)
        let below = within?.upperBound.rawValue ?? .max
        return try rows(listing, from: start, below: below, isDescending: false, limit: limit).reversed()
    }

    /// - Returns: In the order of reading.
    private func rows(
        _ listing: Listing,
        from: Int64,
        below: Int64,
        isDescending: Bool,
        limit: Int
    ) throws -> [StoryRow] {
        guard limit > 0 else { return [] }
        var (from, below) = (from, min(below, ListPosition(instant.adding(milliseconds: 1)).rawValue))
        let bounds = (from, below)
        var (found, seen, looked) = ([StoryRow](), Set<StoryNumber>(), 0)
        let atOnce = limit * 2 + 16
        while from < below {
            let places = try places(of: listing, from: from, below: below, isDescending: isDescending, limit: atOnce)
            for row in try rows(at: places, of: listing, besides: &seen) {
                guard let row, row.position.rawValue >= bounds.0, row.position.rawValue < bounds.1 else { continue }
                found.append(row)
            }
            found.sort { isDescending ? $0.position > $1.position : $0.position < $1.position }
            looked += places.count
            guard places.count == atOnce, let last = places.last?.position.rawValue else { break }
            if isDescending { below = last } else { from = last + 1 }
            // What is still to come stands behind the last place that was looked at.
            if found.count >= limit {
                let end = found[limit - 1].position.rawValue
                if isDescending ? end >= last : end <= last { break }
            }
            if looked >= Self.mostPlaces {
                isCut = true
                break
            }
        }
        return Array(found.prefix(limit))
    }

    /// The rows of stories at those places that stood in the list then.
    private func rows(
        at places: [Place],
        of listing: Listing,
        besides seen: inout Set<StoryNumber>
    ) throws -> [StoryRow?] {
        var fresh: [Place] = []
        for place in places where seen.insert(place.story).inserted { fresh.append(place) }
        let touched = try transaction.touched(fresh.map(\.story), after: instant)
        return try fresh.map { place in
            // A story of which nothing has happened since stands as it stood.
            if let row = place.row, !touched.contains(place.story) { return row }
            guard let story = try publishedStory(place.story, withBody: false), story.state == .live,
                story.copy.topics.contains(listing.topic)
            else { return nil }
            return StoryRow(story)
        }
    }

    /// A place in a list, of today or former.
    private struct Place {
        let position: ListPosition
        let story: StoryNumber
        /// The row of today; nil for a former place.
        let row: StoryRow?
    }

    /// The next places in the order of reading.
    private func places(
        of listing: Listing,
        from: Int64,
        below: Int64,
        isDescending: Bool,
        limit: Int
    ) throws -> [Place] {
        let within = ListPosition(rawValue: from)..<ListPosition(rawValue: below)
        let present =
            if isDescending {
                try transaction.rows(listing, before: nil, within: within, limit: limit)
            } else {
                // Nobody asks for what is newer than the beginning of time.
                try transaction.rows(listing, after: ListPosition(rawValue: from &- 1), within: within, limit: limit)
            }
        let left = try transaction.sql.rows(
            Self.leftQuery(isDescending: isDescending),
            [
                SQLValue(transaction.siteNumber), .text(listing.topic.description), .integer(from), .integer(below),
                SQLValue(instant), .integer(Int64(limit)),
            ]
        )
        let places =
            present.map { Place(position: $0.position, story: $0.number, row: $0) }
            + (try left.map { row in
                Place(position: ListPosition(rawValue: try row.required(0)), story: try row.number(1), row: nil)
            })
        let ordered = places.sorted { isDescending ? $0.position > $1.position : $0.position < $1.position }
        return Array(ordered.prefix(limit))
    }

    /// Of an index that is led by the list; read past are those that were left before the instant.
    static func leftQuery(isDescending: Bool) -> String {
        """
        SELECT position, story FROM former_place
        WHERE site = $1 AND list = $2 AND position >= $3 AND position < $4 AND until > $5
        ORDER BY position \(isDescending ? "DESC" : "ASC") LIMIT $6
        """
    }
}

extension Listing {
    /// What the journal calls it.
    var topic: Topic {
        switch self {
        case .site: .site
        case .section(let slug): .section(slug)
        case .tag(let slug): .tag(slug)
        case .author(let slug): .author(slug)
        }
    }
}
