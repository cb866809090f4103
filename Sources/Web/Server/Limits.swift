/// How much a client may ask of a connection, and how many there may be.
///
/// A client beyond a limit is told so (414, 431, 413, 408) or its connection is closed; nobody else notices.
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
    /// Bytes of a body that give it another second; 408 or a close if it takes longer.
    public var bodyRate = 500
    /// Seconds that a connection may be idle, or that a client may leave untaken what is sent.
    public var idleSeconds = 75
    /// Connections at once; more are closed as they come.
    public var connections = 16_384
    /// Connections at once from one address (of IPv6: one /64) that is no trusted proxy; more are closed as they come.
    public var connectionsPerAddress = 512
    /// Streams at once on a connection of HTTP/2; more are refused.
    public var streams = 100
    /// Bytes that all clients together may leave untaken; beyond that, the connections are closed whose clients have
    /// taken nothing for the longest time.
    public var unsent = 128 << 20

    /// Bytes of a form of the newsroom, 413 beyond: a story's text of the longest, of which a browser may send each byte as
    /// three.
    static let mostForm = 4 << 20
    /// Event streams at once on a connection of HTTP/2: more pages than a reader has open; more are refused.
    static let mostEventStreams = 32
    /// Bytes of the longest answer that is written at once; a longer one is written as the client takes it.
    static let mostWhole = 65_536

    public init() {}
}

extension Limits {
    /// Bytes that the body of a request may have.
    /// - Parameter target: What is asked for, as the request says it.
    func mostBody(of target: some Collection<UInt8>) -> Int {
        guard NewsroomAddress.isTarget(target) else { return body }
        let path = String(decoding: target.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
        let most =
            switch NewsroomAddress(path: path) {
            case .filing?: Self.mostFiling
            case .pictures?: Self.mostUpload
            default: Self.mostForm
            }
        return max(body, most)
    }
}
