/// A kill or a hold of an item, remembered for ever: a copy that comes late must not undo it, and the same stop that
/// comes twice must not undo what was decided since.
public struct WireStop: Hashable, Sendable {
    /// `withheld` for a hold, `canceled` for a kill.
    public let status: WireItem.Status
    /// Recognizes the same stop when it comes again.
    public let fingerprint: Int64
    /// The newest version that it stops: its own, or that of the known copy if it is later.
    public let until: Timestamp
    /// The sender's number of that version; empty if it has none.
    public let edition: String
    /// When it was made, or when it came if its sender does not say.
    public let made: Timestamp
    /// Why, in the sender's words; empty if there are none.
    public let reason: String

    public init(
        status: WireItem.Status,
        fingerprint: Int64,
        until: Timestamp,
        edition: String,
        made: Timestamp,
        reason: String
    ) {
        self.status = status
        self.fingerprint = fingerprint
        self.until = until
        self.edition = edition
        self.made = made
        self.reason = reason
    }
}

extension WireStop {
    /// What a kill makes of a story: its source took it back.
    var withdrawal: Story.Withdrawal? {
        status == .canceled ? Story.Withdrawal(at: made, ground: .source, reason: reason) : nil
    }

    /// Whether the stop forbids publishing a copy of this version.
    ///
    /// Only a later copy lifts a stop. If both are of the same instant and no number makes the copy later, the stop
    /// wins.
    func stops(_ version: Timestamp, _ edition: String) -> Bool {
        if version != until { return version < until }
        return (Edition.order(edition, self.edition) ?? 0) <= 0
    }
}
