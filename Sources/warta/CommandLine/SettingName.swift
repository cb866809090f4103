/// One setting has three names: `--max-header`, `WARTA_MAX_HEADER` and, in the file, `maxHeader`.
enum SettingName {
    /// `maxHeader` of the flag `max-header`.
    static func key(of flag: String) -> String {
        let words = flag.split(separator: "-")
        return words.dropFirst().reduce(words.first.map(String.init) ?? "") { name, word in
            name + word.prefix(1).uppercased() + word.dropFirst()
        }
    }

    /// `max-header` of the key `maxHeader`.
    static func flag(of key: String) -> String {
        key.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }

    /// `WARTA_MAX_HEADER` of the key `maxHeader`.
    static func variable(of key: String) -> String {
        "WARTA_" + key.reduce(into: "") { $0 += ($1.isUppercase ? "_" : "") + $1.uppercased() }
    }
}
