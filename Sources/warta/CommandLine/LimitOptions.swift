import ArgumentParser
import Web

/// How much a client may ask of the server; see ``Limits``.
struct LimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Bytes of a request line (default: 8192).", valueName: "BYTES"))
    var maxRequestLine: Int?

    @Option(help: ArgumentHelp("Bytes of a request head (default: 16384).", valueName: "BYTES"))
    var maxHeader: Int?

    @Option(help: ArgumentHelp("Fields of a request head (default: 100).", valueName: "NUMBER"))
    var maxFields: Int?

    @Option(help: ArgumentHelp("Bytes of a request body (default: 1048576).", valueName: "BYTES"))
    var maxBody: Int?

    @Option(help: ArgumentHelp("Seconds for a request head to be whole (default: 20).", valueName: "SECONDS"))
    var headerTimeout: Int?

    @Option(help: ArgumentHelp("Bytes of a body that earn it a second more (default: 500).", valueName: "BYTES"))
    var minBodyRate: Int?

    @Option(help: ArgumentHelp("Seconds that a connection may stand idle (default: 75).", valueName: "SECONDS"))
    var idleTimeout: Int?

    @Option(help: ArgumentHelp("Connections at once (default: 16384).", valueName: "NUMBER"))
    var maxConnections: Int?

    @Option(
        help: ArgumentHelp(
            "Connections at once from one address or IPv6 /64, trusted proxies apart (default: 512).",
            valueName: "NUMBER"
        )
    )
    var maxConnectionsPerAddress: Int?

    @Option(help: ArgumentHelp("Streams at once on a connection of HTTP/2 (default: 100).", valueName: "NUMBER"))
    var maxStreams: Int?

    @Option(
        help: ArgumentHelp(
            "Megabytes that all clients together may leave untaken of what is sent (default: 128).",
            valueName: "MIB"
        )
    )
    var maxUnsent: Int?

    /// The limits, according to flags, variables and the settings file.
    func limits(_ settings: Settings) throws -> Limits {
        var limits = Limits()
        func set(_ limit: inout Int, _ flag: Int?, _ key: String, _ bounds: ClosedRange<Int>) throws {
            limit = try settings.number(flag, key, default: limit, in: bounds)
        }
        try set(&limits.requestLine, maxRequestLine, "maxRequestLine", 64...65_536)
        try set(&limits.header, maxHeader, "maxHeader", 256...65_536)
        try set(&limits.fields, maxFields, "maxFields", 8...10_000)
        try set(&limits.body, maxBody, "maxBody", 0...(1 << 30))
        try set(&limits.headerSeconds, headerTimeout, "headerTimeout", 1...3_600)
        try set(&limits.bodyRate, minBodyRate, "minBodyRate", 1...(1 << 30))
        try set(&limits.idleSeconds, idleTimeout, "idleTimeout", 1...86_400)
        try set(&limits.connections, maxConnections, "maxConnections", 1...1_000_000)
        try set(&limits.connectionsPerAddress, maxConnectionsPerAddress, "maxConnectionsPerAddress", 1...1_000_000)
        try set(&limits.streams, maxStreams, "maxStreams", 1...10_000)
        let megabytes = limits.unsent >> 20
        limits.unsent = try settings.number(maxUnsent, "maxUnsent", default: megabytes, in: 1...1_048_576) << 20
        return limits
    }
}
