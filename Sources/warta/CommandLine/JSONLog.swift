import Foundation
import Logging
import News

/// Logs to standard error, a line of JSON for each event, for programs that read logs.
struct JSONLog: LogHandler {
    private let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String, level: Logger.Level, metadataProvider: Logger.MetadataProvider?) {
        self.label = label
        self.metadataProvider = metadataProvider
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var said = metadataProvider?.get() ?? [:]
        said.merge(metadata) { _, own in own }
        said.merge(event.metadata ?? [:]) { _, own in own }
        let pairs = said.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        Self.write(event.level, label, event.message.description, pairs)
    }

    /// Writes one line, in one piece, so that lines of several threads do not mix.
    static func write(_ level: Logger.Level, _ label: String, _ message: String, _ more: [(String, String)] = []) {
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        var members = [
            JSONValue.Member(key: "time", value: .string(RFC3339.write(now))),
            JSONValue.Member(key: "level", value: .string(level.rawValue)),
            JSONValue.Member(key: "label", value: .string(label)),
            JSONValue.Member(key: "message", value: .string(message.printable())),
        ]
        // What stands above keeps its meaning, whatever else is said under such a name.
        let taken = Set(members.map(\.key))
        for (key, value) in more {
            members.append(.init(key: taken.contains(key) ? key + "_" : key, value: .string(value.printable())))
        }
        let line = JSONValue.object(members).bytes + [UInt8(ascii: "\n")]
        try? FileHandle.standardError.write(contentsOf: Data(line))
    }
}
