/// Why a read was not counted; docs/reads.md says it to people.
public enum ReadRefusal: Int, CaseIterable, Sendable {
    /// The agent names itself as a program, or does not name itself.
    case robot
    /// Another site's page sent it.
    case elsewhere
    /// The browser fetched the page in advance; nobody has seen it.
    case prefetch
    /// This reader has read this story in this half hour.
    case repeated
    /// So many readers of one network came to one story that only some are counted.
    case crowd
    /// One network has read as much in this half hour as any is believed to.
    case network
    /// No reader can see a story of that number.
    case unknown
    /// More stories at once than are kept until they are stored.
    case full
}
