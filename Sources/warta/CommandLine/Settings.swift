import Application
import Configuration
import Logging
import News
import Synchronization
import Web

/// The settings: a flag counts first, then a variable, then the settings file.
struct Settings {
    /// Where the house is.
    var place: HousePlace { HousePlace(folder: folder, database: database, pictures: pictures) }
    /// Where its pictures are said to be; nil where they are beside the store.
    var pictures: PicturePlace?
    private let folder: String
    private let database: String?
    private let variables: ConfigReader
    private let file: SettingsFile?

    /// - Parameters:
    ///   - folder: The flag with the data folder.
    ///   - database: The flag with the database's address.
    init(folder: String?, database: String?, variables: ConfigReader, file: SettingsFile?) {
        func value(_ flag: String?, _ key: String) -> String? {
            flag ?? variables.string(forKey: ConfigKey([key]), isSecret: true) ?? file?.values[key]?.text
        }
        self.folder = value(folder, "data") ?? "data"
        self.database = value(database, "database")
        self.variables = variables
        self.file = file
    }

    /// A text: the flag, else what the variable or the file says.
    func text(_ flag: String?, _ key: String) -> String? {
        flag ?? variables.string(forKey: ConfigKey([key])) ?? file?.values[key]?.text
    }

    /// A whole number within bounds.
    /// - Throws: `invalid` where it is none or out of bounds.
    func number(_ flag: Int?, _ key: String, default fallback: Int, in bounds: ClosedRange<Int>) throws -> Int {
        let value = try flag ?? configured(key) ?? fallback
        guard bounds.contains(value) else {
            throw NewsError(
                .invalid,
                "\(origin(flag != nil, key)) is \(value); it must be \(bounds.lowerBound) to \(bounds.upperBound)."
            )
        }
        return value
    }

    private func configured(_ key: String) throws -> Int? {
        if let number = variables.int(forKey: ConfigKey([key])) { return number }
        if variables.string(forKey: ConfigKey([key])) == nil, case .number(let number) = file?.values[key] {
            return number
        }
        guard let text = text(nil, key) else { return nil }
        throw NewsError(.invalid, "\(origin(false, key)) is \"\(text)\"; it must be a whole number.")
    }

    /// Whether something is switched on: by its flag, else by what the variable or the file says.
    /// - Throws: `invalid` where that is neither true nor false.
    func flag(_ flag: Bool, _ key: String) throws -> Bool {
        if flag { return true }
        if let value = variables.bool(forKey: ConfigKey([key])) { return value }
        if variables.string(forKey: ConfigKey([key])) == nil, case .flag(let value) = file?.values[key] {
            return value
        }
        guard let text = text(nil, key) else { return false }
        throw NewsError(.invalid, "\(origin(false, key)) is \"\(text)\"; it must be true or false.")
    }

    /// A list: the flag's, else a comma-separated variable or an array of the file.
    func list(_ flag: [String], _ key: String) -> [String] {
        guard flag.isEmpty else { return flag }
        return variables.stringArray(forKey: ConfigKey([key])) ?? file?.values[key]?.list ?? []
    }

    /// Where a value stands, to begin a sentence that refuses it: `--admin`, `WARTA_ADMIN` or `“admin” in FILE`.
    /// - Parameter isFlag: Whether the command line says it.
    func origin(_ isFlag: Bool, _ key: String) -> String {
        if isFlag { return "--" + SettingName.flag(of: key) }
        if variables.string(forKey: ConfigKey([key])) != nil { return SettingName.variable(of: key) }
        guard let file, file.values[key] != nil else { return "--" + SettingName.flag(of: key) }
        return "“\(key)” in \(file.path)"
    }

    /// Opens the log as the flags say, else the variables or the file.
    /// - Throws: `invalid` where there is no such level or format.
    func openLog(level levelFlag: String?, format formatFlag: String?) throws {
        let name = text(levelFlag, "logLevel") ?? "notice"
        guard let level = Logger.Level(rawValue: name) else {
            throw NewsError(
                .invalid,
                "\(origin(levelFlag != nil, "logLevel")) is “\(name)”, which is no log level; "
                    + "take trace, debug, info, notice, warning or error."
            )
        }
        let format = text(formatFlag, "logFormat") ?? "text"
        guard ["text", "json"].contains(format) else {
            throw NewsError(
                .invalid,
                "\(origin(formatFlag != nil, "logFormat")) is “\(format)”, which is no format of a log; take text or json."
            )
        }
        Terminal.isDebugging.store(level <= .debug, ordering: .relaxed)
        Terminal.isJSON.store(format == "json", ordering: .relaxed)
        // Whatever is logged while a request is answered names the request.
        let request = Logger.MetadataProvider { RequestID.current.map { ["request": "\($0)"] } ?? [:] }
        LoggingSystem.bootstrap(
            { label, provider -> any LogHandler in
                format == "json"
                    ? JSONLog(label: label, level: level, metadataProvider: provider)
                    : PrintableLog(label: label, level: level, metadataProvider: provider)
            },
            metadataProvider: request
        )
    }
}
