/// The number of a story: in its URL for ever, never used twice.
public struct StoryNumber: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: Int64

    /// Positive; the store gives them out in ascending order.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public static func < (left: StoryNumber, right: StoryNumber) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension StoryNumber: LosslessStringConvertible {
    /// Reads digits without sign or leading zero, so that each number has one spelling in an address.
    public init?(_ text: String) {
        guard let value = Digits.number(text.utf8), value > 0, String(value) == text else { return nil }
        self.init(rawValue: Int64(value))
    }

    public var description: String { String(rawValue) }
}
