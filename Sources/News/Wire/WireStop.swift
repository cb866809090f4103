/// A kill or a hold of an item, remembered for ever: a copy that comes late must not undo it, and the same stop that
/// comes twice must not undo what was decided since.
public struct WireStop: Hashable, Sendable {
    /// `withheld` for a hold, `canceled` for a kill.
    public let status: WireItem.Status
    /// By which the same stop is known again.
    public let fingerprint: Int64
    /// The newest version that it stops: its own, or that of the copy over which it was obeyed.
    public let until: Timestamp
    /// The sender's number of that version; empty where it has none.
    public let edition: String
    /// When it was made, or came, where its sender does not say.
    public let made: Timestamp
    /// Why, in the sender's words; empty where there are none.
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
    var withdrawal: Story.Withdrawal? {
        status == .canceled ? Story.Withdrawal(at: made, reason: reason) : nil
    }

    /// Whether a copy of that version may not be published: only a later one lifts a stop, and of two that were made at
    /// one instant without numbers that tell, the stop is the later.
    func stops(_ version: Timestamp, _ edition: String) -> Bool {
        if version != until { return version < until }
        return (Edition.order(edition, self.edition) ?? 0) <= 0
    }
}
