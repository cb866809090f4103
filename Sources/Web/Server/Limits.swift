/// How much a client may ask of a connection, and how many there may be.
///
/// Past a limit a client is told so (414, 431, 413, 408) or its connection is closed; everybody else is served on.
public struct Limits: Sendable {
    /// Bytes of a request line, 414 beyond.
    public var requestLine = 8_192
    /// Bytes of a whole request head, 431 beyond.
    public var header = 16_384
    /// Fields of a request head, 431 beyond.
    public var fields = 100
    /// Bytes of a request's body, 413 beyond.
    public var body = 1 << 20
    /// Seconds from the first byte of a request to the end of its head, 408 beyond; also the time that any body has.
    public var headerSeconds = 20
    /// Bytes of a body that earn it another second, 408 or a close where it takes longer.
    public var bodyRate = 500
    /// Seconds that a connection may stand idle, or a client may not take what is sent.
    public var idleSeconds = 75
    /// Connections at once; more are closed as they come.
    public var connections = 16_384
    /// Connections at once from one address (of IPv6: one /64) that is no trusted proxy; more are closed as they come.
    public var connectionsPerAddress = 512
    /// Streams at once on a connection of HTTP/2; more are refused.
    public var streams = 100
    /// Bytes that all connections together may have written without their clients having taken them; beyond, those
    /// are closed that have taken nothing for the longest time.
    public var unsent = 128 << 20

    /// Event streams at once on a connection of HTTP/2: more pages than a reader has open; more are refused.
    static let mostEventStreams = 32
    /// Bytes of an answer that are written at once, and not as the client takes them.
    static let mostWhole = 65_536

    public init() {}
}
