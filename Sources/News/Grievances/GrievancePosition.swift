/// Where something stands in its part of the register, as an address has it: by the time that orders the part, and then by
/// its number.
public struct GrievancePosition: Hashable, Sendable, LosslessStringConvertible {
    /// When it is due, or ended.
    public let time: Timestamp
    public let number: Int64

    public init(time: Timestamp, number: Int64) {
        self.time = time
        self.number = number
    }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let time = Int64(parts[0]), let number = Int64(parts[1]),
            Timestamp.range.contains(Timestamp(milliseconds: time))
        else { return nil }
        self.init(time: Timestamp(milliseconds: time), number: number)
    }

    public var description: String { "\(time.milliseconds)-\(number)" }
}

extension Grievance {
    /// Where it stands among those that wait for a decision, or among those that ended.
    public var position: GrievancePosition { GrievancePosition(time: ended ?? due, number: number) }
}
