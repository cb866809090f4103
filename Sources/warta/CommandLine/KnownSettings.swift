import ArgumentParser
import Foundation

/// The settings that a file may hold, and which kind of value each has.
enum KnownSettings {
    enum Kind {
        case flag
        case list
        /// A text or a number.
        case one
    }

    /// What no flag of `serve` says.
    private static let others = [
        "section", "maxSections", "siteName", "siteLanguage", "siteZone", "smtpPassword", "picturesAccessKey",
        "picturesSecretKey", "picturesSessionToken",
    ]
    /// What cannot be said by the file itself, or is no setting.
    private static let excepted: Set<String> = ["config", "help", "version"]

    /// Each by its key; the flags are asked of the argument parser, so that a new one is a setting by itself.
    static func all() throws -> [String: Kind] {
        let help = try JSONDecoder().decode(Help.self, from: Data(Serve._dumpHelp().utf8))
        var known = Dictionary(uniqueKeysWithValues: others.map { ($0, Kind.one) })
        for argument in help.command.arguments where argument.shouldDisplay {
            guard let name = argument.preferredName?.name, !excepted.contains(name) else { continue }
            known[SettingName.key(of: name)] =
                argument.kind == "flag" ? .flag : argument.isRepeating ? .list : .one
        }
        return known
    }

    /// What we need of the argument parser's description of a command.
    private struct Help: Decodable {
        struct Command: Decodable {
            let arguments: [Argument]
        }
        struct Argument: Decodable {
            let kind: String
            let shouldDisplay: Bool
            let isRepeating: Bool
            let preferredName: Name?
        }
        struct Name: Decodable {
            let name: String
        }
        let command: Command
    }
}
