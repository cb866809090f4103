/// A place beyond this machine in which pictures are kept, as objects under keys.
///
/// An object is there whole or not at all, and none is ever removed. Every call waits for a network: keep it off the
/// cooperative pool and off event loops.
public protocol PictureDepot: Sendable {
    /// Where it is, for people: `s3://bucket/prefix`.
    var place: String { get }

    /// The bytes of an object; nil where there is none.
    /// - Parameters:
    ///   - key: Its key, in ASCII.
    ///   - limit: More bytes than these are a fault, and are not held in memory.
    ///   - patience: How long is waited for a depot that is away.
    func read(_ key: String, atMost limit: Int, _ patience: DepotPatience) throws(DepotFault) -> [UInt8]?

    /// Writes an object, in the place of one with that key.
    func write(_ bytes: ArraySlice<UInt8>, to key: String) throws(DepotFault)

    /// The next keys with that beginning, in their order; at most a thousand, and none where there are no more.
    /// - Parameters:
    ///   - prefix: Their beginning.
    ///   - last: A key after which they come; nil for the first.
    func keys(under prefix: String, after last: String?) throws(DepotFault) -> [String]
}

/// Who waits for a depot, and so how long it is tried again.
public enum DepotPatience: Hashable, Sendable {
    /// A reader with an open page: some seconds.
    case reader
    /// A command, or a member who has sent a picture: half a minute.
    case worker
}

/// Why a depot did not do what it was asked.
public enum DepotFault: Error, Hashable, Sendable {
    /// It may do it later: it cannot be reached, is slow or overloaded. Says so, and what to look at.
    case away(String)
    /// It will not do it until somebody mends something; says what.
    case refused(String)
}
