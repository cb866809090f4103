import Application
import ArgumentParser
import Configuration
import Foundation
import News

/// Flags that every command has.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the store and the pictures (default: ./data).", valueName: "DIR"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "PostgreSQL database of the store, postgres://… (default: a file in DATA).",
            valueName: "URL"
        )
    )
    var database: String?

    @OptionGroup(title: "Pictures") var pictures: PictureOptions

    @Option(
        help: ArgumentHelp(
            "File of settings (default: DATA/warta.json; /etc/warta/warta.json where Warta is installed).",
            valueName: "FILE"
        )
    )
    var config: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error (default: notice).", valueName: "LEVEL"))
    var logLevel: String?

    @Option(help: ArgumentHelp("How logs are written, text or json (default: text).", valueName: "FORMAT"))
    var logFormat: String?

    /// The settings: flags first, then `WARTA_…` variables, then the file.
    func settings() async throws -> Settings {
        let variables = ConfigReader(provider: EnvironmentVariablesProvider().prefixKeys(with: "warta"))
        let file = try self.file(variables)
        var settings = Settings(folder: data, database: database, variables: variables, file: file)
        settings.pictures = try pictures.place(settings, folder: settings.place.folder)
        if file?.path == SettingsFile.ofThisMachine { FolderOwner.become(settings.place.folder) }
        try settings.openLog(level: logLevel, format: logFormat)
        return settings
    }

    /// The file that is named; else that of the data folder that is named, of the machine whose program this is, or of
    /// ./data, where there is one.
    private func file(_ variables: ConfigReader) throws -> SettingsFile? {
        if let named = config ?? variables.string(forKey: "config") { return try SettingsFile(path: named) }
        let folder = data ?? variables.string(forKey: "data")
        if folder == nil, Self.isInstalled, FileManager.default.fileExists(atPath: SettingsFile.ofThisMachine) {
            return try SettingsFile(path: SettingsFile.ofThisMachine)
        }
        let path = (folder ?? "data") + "/warta.json"
        return FileManager.default.fileExists(atPath: path) ? try SettingsFile(path: path) : nil
    }

    /// Whether this program is the one that the package has installed, not one that somebody has built.
    private static var isInstalled: Bool {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path == "/usr/bin/warta"
    }
}
