import ArgumentParser
import Configuration
import Foundation
import Logging
import News
import Synchronization
import SystemPackage

/// Flags that every command has.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the store and the pictures (default: ./data).", valueName: "DIR"))
    var data: String?

    @Option(help: ArgumentHelp("File of settings (default: DATA/warta.json where there is one).", valueName: "FILE"))
    var config: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error (default: notice).", valueName: "LEVEL"))
    var logLevel: String?

    /// The settings: flags first, then `WARTA_…` variables, then the file.
    func settings() async throws -> Settings {
        let variables = EnvironmentVariablesProvider().prefixKeys(with: "warta")
        let folder = data ?? ConfigReader(provider: variables).string(forKey: "data", default: "data")
        let file = config ?? ConfigReader(provider: variables).string(forKey: "config", default: folder + "/warta.json")
        let reader: ConfigReader
        do {
            let provider = try await FileProvider<JSONSnapshot>(
                filePath: FilePath(file),
                allowMissing: config == nil
            )
            reader = ConfigReader(providers: [variables, provider])
        } catch {
            throw NewsError(.invalid, "The settings file \(file) cannot be read; it must be one JSON object.")
        }
        let settings = Settings(folder: folder, reader: reader)
        try settings.openLog(level: logLevel)
        return settings
    }
}

/// Where things are and how they are to be done, after flags, variables and file have spoken.
struct Settings {
    let folder: String
    private let reader: ConfigReader

    fileprivate init(folder: String, reader: ConfigReader) {
        self.folder = folder
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

    /// A list: the flag's, else a comma-separated variable or an array of the file.
    func list(_ flag: [String], _ key: String) -> [String] {
        flag.isEmpty ? reader.stringArray(forKey: ConfigKey([key]), default: []) : flag
    }

    fileprivate func openLog(level flag: String?) throws {
        let name = text(flag, "logLevel") ?? "notice"
        guard let level = Logger.Level(rawValue: name) else {
            throw NewsError(.invalid, "\(name) is no log level; take trace, debug, info, notice, warning or error.")
        }
        Terminal.isDebugging.store(level <= .debug, ordering: .relaxed)
        LoggingSystem.bootstrap { PrintableLog(label: $0, level: level) }
    }
}
