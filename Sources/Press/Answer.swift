public import News

/// What an address is answered with.
public enum Answer: Sendable {
    case page(PressedPage)
    /// It stands elsewhere: 301.
    case moved(Address)
}

/// Why an address has no page of its own.
enum PageAbsence: Error {
    case missing
    case moved(Address)
}
