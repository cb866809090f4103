/// Where a public story stands in the archive's one order, newest first: its publication to the millisecond, and
/// a slot for stories of the same millisecond.
///
/// Unique among public stories and ordered as an integer, so that lists, paging and search share one key.
public struct ListPosition: RawRepresentable, Hashable, Comparable, Sendable, LosslessStringConvertible {
    public let rawValue: Int64

    /// Stories that fit into one millisecond.
    public static let slots: Int64 = 1 << 14

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The time is one of `Timestamp.range`, the slot 0 to `slots` - 1.
    public init(_ time: Timestamp, slot: Int64 = 0) {
        rawValue = time.milliseconds * Self.slots + slot
    }

    /// Reads a position of the years 1 to 9999 in its one spelling.
    public init?(_ text: String) {
        guard let value = Int64(text), String(value) == text, Self.range.contains(value) else { return nil }
        rawValue = value
    }

    private static let range =
        ListPosition(Timestamp.range.lowerBound)
        .rawValue...ListPosition(Timestamp.range.upperBound, slot: slots - 1).rawValue

    public var description: String { String(rawValue) }

    /// A millisecond that is not full, from one on: that one, or one behind those that filled up because of it.
    ///
    /// It is searched for in steps that double and then halve, so that behind a million full milliseconds it is found
    /// with some forty questions.
    /// - Parameters:
    ///   - time: The first millisecond that would do.
    ///   - isFull: Whether the last slot of a millisecond is taken.
    public static func room(
        from time: Timestamp,
        isFull: (Timestamp) throws -> Bool
    ) rethrows -> Timestamp {
        guard try isFull(time) else { return time }
        var (full, step): (Int64, Int64) = (0, 1)
        while try isFull(time.adding(milliseconds: full + step)) {
            full += step
            step *= 2
        }
        // The millisecond `full` is full, and the one `step` behind it is not.
        while step > 1 {
            step /= 2
            if try isFull(time.adding(milliseconds: full + step)) { full += step }
        }
        return time.adding(milliseconds: full + 1)
    }

    public static func < (left: ListPosition, right: ListPosition) -> Bool { left.rawValue < right.rawValue }

    /// The publication time that it was made of.
    public var time: Timestamp {
        Timestamp(milliseconds: rawValue.floorDivided(by: Self.slots).quotient)
    }
}
