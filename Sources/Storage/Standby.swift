/// A place in the log of a database's server: whoever has everything up to it has all that was committed before.
///
/// A store that is a file has only the beginning.
public struct StorePosition: Comparable, Sendable, CustomStringConvertible {
    let bytes: Int64

    /// Before everything.
    public static let beginning = StorePosition(bytes: 0)

    init(bytes: Int64) { self.bytes = bytes }

    /// Reads what ``description`` wrote; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count <= 16, let bytes = Int64(text, radix: 16), bytes >= 0 else { return nil }
        self.bytes = bytes
    }

    public var description: String { String(bytes, radix: 16) }

    public static func < (one: StorePosition, other: StorePosition) -> Bool { one.bytes < other.bytes }
}

/// How fresh a standby must be that is read from.
public struct StandbyTerms: Sendable {
    /// What it must have; asked when the reading begins.
    let position: @Sendable () -> StorePosition

    public init(_ position: @escaping @Sendable () -> StorePosition) {
        self.position = position
    }
}

extension Store {
    /// Within it, ``read(_:)`` may ask a standby, if there is one that is fresh enough.
    ///
    /// By itself it is nil, and everything is read where it is written: for whatever decides what is written next, or is
    /// told of a commit and looks what it was.
    @TaskLocal public static var standby: StandbyTerms?

    /// Whether there is a standby to be read from, reachable or not.
    public var hasStandby: Bool { database.hasStandby }

    /// How far the server's log had come when this node last committed something, or heard that another did.
    ///
    /// Only known where there is a standby.
    public var position: StorePosition { StorePosition(bytes: database.position) }
}

extension ReadTransaction {
    /// A position at which everything is there that this transaction sees.
    ///
    /// Only in a transaction that is not read from a standby.
    public func position() throws -> StorePosition { StorePosition(bytes: try sql.position()) }
}
