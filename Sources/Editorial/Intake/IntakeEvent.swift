/// What an intake tells while it works.
public enum IntakeEvent: Sendable {
    /// An item was refused, or a picture left out.
    case warning(IntakeWarning)
    /// A batch is stored: items taken so far, and bytes of all sources that were read for them.
    case progress(items: Int, bytes: Int)
}

/// Why an item or a picture was not taken.
public struct IntakeWarning: Hashable, Sendable {
    /// A whole sentence with the item's place.
    public let text: String
    /// The reason alone; it begins with the words that are the same for all of its kind.
    public let reason: String

    init(_ text: String, because reason: String) {
        self.text = text
        self.reason = reason
    }
}
