import Application
import Configuration
import Logging
import News
import Synchronization

/// The settings: a flag counts first, then a variable, then the settings file.
struct Settings {
    let place: HousePlace
    private let reader: ConfigReader

    /// - Parameter database: The flag with the database's address.
    init(folder: String, database: String?, reader: ConfigReader) {
        place = HousePlace(folder: folder, database: database ?? reader.string(forKey: "database", isSecret: true))
        self.reader = reader
    }

    /// A text: the flag, else what the variable or the file says.
    func text(_ flag: String?, _ key: String) -> String? {
        flag ?? reader.string(forKey: ConfigKey([key]))
    }

    /// A whole number within bounds.
    /// - Throws: `invalid` where it is none or out of bounds.
    func number(_ flag: Int?, _ key: String, default fallback: Int, in bounds: ClosedRange<Int>) throws -> Int {
        let value = try flag ?? configured(key) ?? fallback
        guard bounds.contains(value) else {
            throw NewsError(.invalid, "\(key) is \(value); it must be \(bounds.lowerBound) to \(bounds.upperBound).")
        }
        return value
    }

    private func configured(_ key: String) throws -> Int? {
        if let number = reader.int(forKey: ConfigKey([key])) { return number }
        guard let text = reader.string(forKey: ConfigKey([key])) else { return nil }
        throw NewsError(.invalid, "\(key) is \"\(text)\"; it must be a whole number.")
    }

    /// Whether something is switched on: by its flag, else by what the variable or the file says.
    /// - Throws: `invalid` where that is neither true nor false.
    func flag(_ flag: Bool, _ key: String) throws -> Bool {
        if flag { return true }
        if let value = reader.bool(forKey: ConfigKey([key])) { return value }
        guard let text = reader.string(forKey: ConfigKey([key])) else { return false }
        throw NewsError(.invalid, "\(key) is \"\(text)\"; it must be true or false.")
    }

    /// A list: the flag's, else a comma-separated variable or an array of the file.
    func list(_ flag: [String], _ key: String) -> [String] {
        flag.isEmpty ? reader.stringArray(forKey: ConfigKey([key]), default: []) : flag
    }

    func openLog(level flag: String?) throws {
        let name = text(flag, "logLevel") ?? "notice"
        guard let level = Logger.Level(rawValue: name) else {
            throw NewsError(.invalid, "\(name) is no log level; take trace, debug, info, notice, warning or error.")
        }
        Terminal.isDebugging.store(level <= .debug, ordering: .relaxed)
        LoggingSystem.bootstrap { PrintableLog(label: $0, level: level) }
    }
}
