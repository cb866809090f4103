/// Reads the items of one source of outside copy, one after another; each format has a reader of its own.
///
/// A reader waits for its source, so it blocks the thread that calls it. Call ``next()``, which applies the same limits
/// to every item of every format.
public protocol WireReader {
    /// The next item as the source has it, or why it cannot be understood; nil at the end.
    mutating func readNext() -> WireReadResult?

    /// Bytes of the source that have been read so far.
    var bytesRead: Int { get }
}

extension WireReader {
    /// The next item within the limits of ``WireItem/Limits``, or why it is refused; nil at the end.
    public mutating func next() -> WireReadResult? {
        guard let result = readNext() else { return nil }
        guard case .item(let item, let place) = result else { return result }
        do throws(WireItemFault) {
            return .item(try item.limited(), place: place)
        } catch {
            let uri = item.uri.collapsedWhitespace.shortened(to: 200)
            return .refused(RefusedItem(place: place, uri: uri.isEmpty ? nil : uri, reason: error.reason))
        }
    }
}
