import Logging
import News

/// Logs to standard error, with text from outside made safe for a terminal.
struct PrintableLog: LogHandler {
    private var inner: StreamLogHandler

    init(label: String, level: Logger.Level, metadataProvider: Logger.MetadataProvider?) {
        inner = StreamLogHandler.standardError(label: label, metadataProvider: metadataProvider)
        inner.logLevel = level
    }

    func log(event: LogEvent) {
        var event = event
        event.message = Logger.Message(stringLiteral: event.message.description.printable())
        event.metadata = event.metadata?.mapValues { .string($0.description.printable()) }
        inner.log(event: event)
    }

    var logLevel: Logger.Level {
        get { inner.logLevel }
        set { inner.logLevel = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { inner.metadataProvider }
        set { inner.metadataProvider = newValue }
    }

    var metadata: Logger.Metadata {
        get { inner.metadata }
        set { inner.metadata = newValue.mapValues { .string($0.description.printable()) } }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { inner[metadataKey: key] }
        set { inner[metadataKey: key] = newValue.map { .string($0.description.printable()) } }
    }
}
