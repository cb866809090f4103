/// Why a read was not counted; docs/reads.md explains it.
public enum ReadRefusal: Int, CaseIterable, Sendable {
    /// `User-Agent` names a program, or nothing.
    case robot
    /// Another site's page sent it.
    case elsewhere
    /// The browser fetched the page in advance; nobody has seen it.
    case prefetch
    /// This reader has read this story in this half hour.
    case repeated
    /// One story has so many readers of one network that only some are counted.
    case crowd
    /// One network has reached the number of reads in half an hour beyond which none is counted.
    case network
    /// No reader can see a story of that number.
    case unknown
    /// Reads of too many different stories wait to be stored.
    case full
}
