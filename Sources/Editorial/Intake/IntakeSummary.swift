public import News

/// What came of an intake.
public struct IntakeSummary: Hashable, Sendable {
    /// Items that became stories.
    public internal(set) var imported = 0
    /// Items that changed a story.
    public internal(set) var updated = 0
    /// Items that the desk has already.
    public internal(set) var unchanged = 0
    /// Items older than what the desk has, or of stories that it keeps back.
    public internal(set) var skipped = 0
    /// Kills and holds of items that have not come.
    public internal(set) var remembered = 0
    /// Items that could not be taken.
    public internal(set) var refused = 0
    /// When those stories will be public that wait for a later date.
    public internal(set) var waiting: [StoryNumber: Timestamp] = [:]
    /// Sections that would have been too many, by the keys of their names.
    public internal(set) var unmadeSections: Set<String> = []

    /// Items that were not refused.
    public var taken: Int { imported + updated + unchanged + skipped + remembered }

    mutating func add(_ outcome: WireOutcome) {
        switch outcome {
        case .imported(let number, let time):
            imported += 1
            waiting[number] = time
        case .updated(let number, let time):
            updated += 1
            waiting[number] = time
        case .unchanged: unchanged += 1
        case .skipped: skipped += 1
        case .remembered: remembered += 1
        case .refused: refused += 1
        }
    }
}
