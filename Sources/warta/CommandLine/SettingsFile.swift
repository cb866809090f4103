import Foundation
import News

/// A file of settings: one JSON object, each key the name of a flag of `serve`.
struct SettingsFile {
    /// Where the Debian package puts it.
    static let ofThisMachine = "/etc/warta/warta.json"

    let path: String
    let values: [String: SettingValue]

    /// Reads and checks a file.
    ///
    /// What nobody would read is refused: an operator who mistypes a limit must not believe that it holds.
    /// - Throws: `invalid` where the file cannot be read, is no JSON object, has a key that is no setting, or a value that
    ///   its setting cannot have.
    init(path: String) throws {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw Self.refused(path, "cannot be read: \(Self.reason(error))")
        }
        try Self.expectStrict(data, path)
        do {
            values = try JSONDecoder().decode([String: SettingValue].self, from: data)
        } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
            throw Self.refused(path, "is not JSON")
        } catch {
            guard let key = Self.path(of: error).first?.stringValue else {
                throw Self.refused(path, "must be one JSON object, in braces")
            }
            throw NewsError(
                .invalid,
                "“\(key)” in \(path) must be a text, a whole number, true, false or a list of texts."
            )
        }
        self.path = path
        try check()
    }

    /// Foundation's reader takes the last of two values for one key, and a comma behind the last member.
    private static func expectStrict(_ data: Data, _ path: String) throws {
        do throws(JSONError) {
            _ = try JSONValue(parsing: Array(data))
        } catch {
            let isText = !error.reason.hasPrefix("is not")
            throw refused(path, isText ? error.reason : "is not JSON" + place(error.reason, data))
        }
    }

    private func check() throws {
        let known = try KnownSettings.all()
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let setting = known[key] else {
                throw NewsError(
                    .invalid,
                    "“\(key)” in \(path) is no setting; those are the flags of `warta serve --help`, "
                        + "such as “maxHeader” for --max-header."
                )
            }
            switch (setting, value) {
            case (.flag, .flag), (.list, .list), (.list, .text), (.one, .text), (.one, .number): break
            case (.flag, _): throw NewsError(.invalid, "“\(key)” in \(path) must be true or false.")
            case (.list, _): throw NewsError(.invalid, "“\(key)” in \(path) must be a list of texts.")
            case (.one, _): throw NewsError(.invalid, "“\(key)” in \(path) must be one text or one whole number.")
            }
        }
    }

    private static func refused(_ path: String, _ what: String) -> NewsError {
        NewsError(.invalid, "The settings file \(path) \(what).")
    }

    /// Which line is to be looked at, of a fault that names a byte.
    private static func place(_ fault: String, _ data: Data) -> String {
        guard fault.contains("at byte"), let byte = fault.split(separator: " ").last.flatMap({ Int($0) }) else {
            return ""
        }
        return " near line \(1 + data.prefix(byte - 1).count { $0 == UInt8(ascii: "\n") })"
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile?: "there is none"
        case .fileReadNoPermission?: "only others may; run the command as a user who may, such as sudo -u warta"
        default: "it is a folder, or the disk fails"
        }
    }

    private static func path(of error: any Error) -> [any CodingKey] {
        switch error {
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.keyNotFound(_, let context), DecodingError.dataCorrupted(let context):
            context.codingPath
        default: []
        }
    }
}

/// One value of the file.
enum SettingValue: Decodable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([String])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try value.decode([String].self))
        }
    }

    /// As it would stand in a flag.
    var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .list(let list): list.joined(separator: ",")
        }
    }

    /// As a list; a text is one of comma-separated parts, as in a variable.
    var list: [String] {
        guard case .list(let list) = self else { return text.split(separator: ",").map(String.init) }
        return list
    }
}
