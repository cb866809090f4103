import Application
import ArgumentParser
import Logging
import News
import Web

/// Whether and how each request is written down.
struct RequestLogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "File in which each request is written down, - for standard output (default: none).",
            valueName: "FILE"
        )
    )
    var accessLog: String?

    @Option(help: ArgumentHelp("common, combined or json (default: combined).", valueName: "FORMAT"))
    var accessLogFormat: String?

    /// The log, according to flags, variables and the settings file; nil where there is none.
    func file(_ settings: Settings) throws -> AccessLogFile? {
        guard let path = settings.text(accessLog, "accessLog") else { return nil }
        let name = settings.text(accessLogFormat, "accessLogFormat") ?? AccessLog.Format.combined.rawValue
        guard let format = AccessLog.Format(rawValue: name) else {
            throw NewsError(
                .invalid,
                "\(settings.origin(accessLogFormat != nil, "accessLogFormat")) is “\(name)”, which is no format of an access "
                    + "log; take common, combined or json."
            )
        }
        return try AccessLogFile(path: path, format: format, logger: Logger(label: "warta"))
    }
}
