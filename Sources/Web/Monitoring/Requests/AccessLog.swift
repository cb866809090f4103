import News

/// Writes down each request in a line: for whom, what, with what outcome.
///
/// It is for whoever runs the server, and off unless they ask for it: a line holds a reader's address.
public struct AccessLog: Sendable {
    /// How a line is written.
    public enum Format: String, CaseIterable, Sendable {
        /// The *Common Log Format* of NCSA's and Apache's servers.
        case common
        /// The same with the page that a request came from and the client's name, as Apache and nginx write it.
        case combined
        /// An object of JSON in each line.
        case json
    }

    private let format: Format
    private let write: @Sendable (_ line: [UInt8]) -> Void
    /// How many lines were not kept, as what they are written to was too slow or full.
    let lost: @Sendable () -> Int

    /// - Parameters:
    ///   - format: How a line is written.
    ///   - write: Takes a line with its end; is called on event loops and must return at once.
    ///   - lost: How many lines it did not keep so far.
    public init(
        _ format: Format,
        write: @escaping @Sendable (_ line: [UInt8]) -> Void,
        lost: @escaping @Sendable () -> Int
    ) {
        self.format = format
        self.write = write
        self.lost = lost
    }

    /// - Parameter time: When the answer was at its end.
    func write(_ entry: AccessEntry, at time: Timestamp) {
        var line: [UInt8]
        switch format {
        case .common: line = Array(Self.common(entry, time).utf8)
        case .combined:
            let more = " \"\(Self.quoted(entry.referrer))\" \"\(Self.quoted(entry.agent))\""
            line = Array((Self.common(entry, time) + more).utf8)
        case .json: line = Self.json(entry, time)
        }
        line.append(UInt8(ascii: "\n"))
        write(line)
    }

    private static func common(_ entry: AccessEntry, _ time: Timestamp) -> String {
        let bytes = entry.bytes > 0 ? String(entry.bytes) : "-"
        let request = entry.method.isEmpty ? "-" : "\(entry.method) \(entry.target) \(entry.version)"
        return "\(quoted(entry.client)) - - [\(date(time))] \"\(quoted(request))\" \(entry.status) \(bytes)"
    }

    private static func json(_ entry: AccessEntry, _ time: Timestamp) -> [UInt8] {
        let members: [(String, JSONValue?)] = [
            ("time", .string(RFC3339.write(time))), ("client", .string(entry.client)),
            ("host", text(entry.host)), ("method", text(entry.method)), ("target", text(entry.target)),
            ("version", .string(entry.version)), ("status", .integer(Int64(entry.status))),
            ("bytes", .integer(Int64(entry.bytes))), ("seconds", entry.seconds.map(seconds)),
            ("referrer", text(entry.referrer)), ("agent", text(entry.agent)), ("request", text(entry.id)),
        ]
        return JSONValue.object(members.compactMap { key, value in value.map { .init(key: key, value: $0) } }).bytes
    }

    private static func text(_ text: String) -> JSONValue? { text.isEmpty ? nil : .string(text) }

    /// Microseconds are enough, and are written without an exponent.
    private static func seconds(_ nanoseconds: Int64) -> JSONValue {
        let microseconds = max(0, nanoseconds / 1_000)
        return .number("\(microseconds / 1_000_000).\(Digits.padded(Int(microseconds % 1_000_000), 6))")
    }

    /// `26/Nov/2026:21:05:44 +0000`.
    private static func date(_ time: Timestamp) -> String {
        let local = CivilTime(time, offset: 0)
        let clock = [local.hour, local.minute, local.second].map { Digits.padded($0) }.joined(separator: ":")
        return "\(Digits.padded(local.day.day))/\(months[local.day.month - 1])/\(local.day.year):\(clock) +0000"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// What a client sent, as Apache writes it: nothing in it ends the quotes or the line.
    private static func quoted(_ text: String) -> String {
        guard !text.isEmpty else { return "-" }
        guard text.utf8.contains(where: { !isPlain($0) }) else { return text }
        var shown = ""
        for byte in text.utf8 {
            if isPlain(byte) {
                shown.unicodeScalars.append(Unicode.Scalar(byte))
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                shown += "\\" + String(Unicode.Scalar(byte))
            } else {
                shown += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return shown
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
