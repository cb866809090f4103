/// A page in which somebody writes: random for each time that it is loaded, so that two tabs of a member are two.
public struct WritingClient: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil for anything but 16 to 32 letters and digits of ASCII.
    public init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy { byte in
            byte &- 48 < 10 || (byte | 0x20) &- 97 < 26
        }
        guard isPlain, (16...32).contains(text.utf8.count) else { return nil }
        description = text
    }
}

/// Steps that one page sent together, and that made one version of a shared text.
public struct Batch: Hashable, Sendable {
    /// The version that it made.
    public let point: SharedText.Point
    public let client: WritingClient
    /// Counts the batches of that page: by the two, a batch that is sent again is known.
    public let sequence: Int
    public let writer: Writer
    public let at: Timestamp
    /// The steps as a JSON array.
    public let steps: String

    public init(
        point: SharedText.Point,
        client: WritingClient,
        sequence: Int,
        writer: Writer,
        at: Timestamp,
        steps: String
    ) {
        self.point = point
        self.client = client
        self.sequence = sequence
        self.writer = writer
        self.at = at
        self.steps = steps
    }
}

/// A member as the others who write see them.
public struct Writer: Hashable, Sendable {
    public let number: MemberNumber
    public let name: String

    public init(number: MemberNumber, name: String) {
        self.number = number
        self.name = name
    }

    public init(_ member: Member) {
        self.init(number: member.number, name: member.name)
    }
}
