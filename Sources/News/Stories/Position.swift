/// Where a public story stands in the archive's one order, newest first: its publication to the millisecond, and
/// a slot for stories of the same millisecond.
///
/// Unique among public stories and ordered as an integer, so that lists, paging and search share one key.
public struct Position: RawRepresentable, Hashable, Comparable, Sendable, LosslessStringConvertible {
    public let rawValue: Int64

    /// Stories that fit into one millisecond.
    public static let slots: Int64 = 1 << 14

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The slot is 0 to `slots` - 1.
    public init(_ time: Timestamp, slot: Int64 = 0) {
        rawValue = time.milliseconds * Self.slots + slot
    }

    public init?(_ text: String) {
        guard let value = Int64(text), String(value) == text else { return nil }
        rawValue = value
    }

    public var description: String { String(rawValue) }

    public static func < (left: Position, right: Position) -> Bool { left.rawValue < right.rawValue }

    /// The publication time that it was made of.
    public var time: Timestamp {
        Timestamp(milliseconds: rawValue.floorDivided(by: Self.slots).quotient)
    }
}
