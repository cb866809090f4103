/// Who did something: named by the journal and by each revision, and asked for by rules.
public enum Actor: Hashable, Sendable {
    /// A person of the newsroom, by the name under which the newsroom knows them.
    case member(String)
    /// A wire, by its name; empty where an import named none.
    case wire(String)
    /// The clock, which releases stories whose time has come.
    case clock
    /// Whoever may run `warta` on the server.
    case commandLine
    /// Somebody outside the newsroom to whom a text was shown, by the name that the newsroom gave them.
    case guest(String)
    /// An export of our own that is being brought back.
    case restoration

    /// Whose decision it is where this actor changes a story's state.
    public var decider: Story.Decider {
        if case .wire = self { .wire } else { .desk }
    }
}

extension Actor: LosslessStringConvertible {
    /// The stable form in which it is stored: `member:citra`, `wire:afp`, `clock`.
    public var description: String {
        switch self {
        case .member(let name): "member:\(name)"
        case .wire(""): "wire"
        case .wire(let name): "wire:\(name)"
        case .clock: "clock"
        case .commandLine: "command line"
        case .guest(let name): "guest:\(name)"
        case .restoration: "restoration"
        }
    }

    /// Reads the stored form; nil for any other text.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.dropFirst().first) {
        case ("member", let name?) where !name.isEmpty: self = .member(name)
        case ("wire", nil): self = .wire("")
        case ("wire", let name?) where !name.isEmpty: self = .wire(name)
        case ("clock", nil): self = .clock
        case ("command line", nil): self = .commandLine
        case ("guest", let name?) where !name.isEmpty: self = .guest(name)
        case ("restoration", nil): self = .restoration
        default: return nil
        }
    }
}
