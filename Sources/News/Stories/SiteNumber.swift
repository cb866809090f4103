/// The number of a newspaper in its house, from 1.
public struct SiteNumber: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: Int64

    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// The newspaper that the first run founds, and the only one in most houses.
    public static let first = SiteNumber(rawValue: 1)

    public var description: String { String(rawValue) }

    public static func < (left: SiteNumber, right: SiteNumber) -> Bool { left.rawValue < right.rawValue }
}
