import ArgumentParser
import Configuration
import News
import SystemPackage

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
        let settings = Settings(folder: folder, database: database, reader: reader)
        try settings.openLog(level: logLevel)
        return settings
    }
}
