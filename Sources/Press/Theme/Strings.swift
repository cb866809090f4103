import FoundationEssentials
package import News

/// The words of one language, from the theme's `strings-LANGUAGE.json`.
package struct Strings: Sendable {
    package let language: String
    /// All texts as nested dictionaries, for the templates.
    package let view: View
    private let tree: Tree
    private let months: [String]
    private let weekdays: [String]

    init(files: [String: [UInt8]], language: String) throws {
        let main = String(language.prefix { $0 != "-" }).lowercased()
        let name = files["strings-\(main).json"] == nil ? "strings-id.json" : "strings-\(main).json"
        guard let bytes = files[name], let tree = try? JSONDecoder().decode(Tree.self, from: Data(bytes)) else {
            throw NewsError(.invalid, "The theme's \(name) is missing or is no JSON of texts.")
        }
        self.language = main
        self.tree = tree
        view = tree.view
        months = tree["months"]?.list ?? []
        weekdays = tree["weekdays"]?.list ?? []
        guard months.count == 12, weekdays.count == 7 else {
            throw NewsError(.invalid, "The theme's \(name) must name twelve months and seven weekdays.")
        }
    }

    /// A text by its dotted name, with `{placeholders}` filled in; the name itself where the file lacks it.
    package func text(_ name: String, _ values: [String: String] = [:]) -> String {
        guard let text = lookup(name)?.text else { return name }
        return Self.filled(text, values)
    }

    /// Goes over the text once, so that a value that has braces in it stays as it is.
    package static func filled(_ text: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let placeholder = rest[open...close]
            result += values[String(placeholder.dropFirst().dropLast())] ?? String(placeholder)
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The text, or nil where the file lacks it.
    package func optional(_ name: String) -> String? { lookup(name)?.text }

    /// A part of the texts for the modules of a page; an empty object where the file lacks it.
    package func json(_ name: String) -> JSONValue { lookup(name)?.json ?? .object([]) }

    /// `Senin, 15 Agustus 2022`.
    package func day(_ day: CivilDay) -> String {
        let padded = day.day < 10 ? "0\(day.day)" : "\(day.day)"
        return text(
            "date",
            [
                "weekday": weekdays[day.weekday - 1], "day": "\(day.day)", "day2": padded,
                "month": months[day.month - 1], "year": "\(day.year)",
            ]
        )
    }

    /// `Agustus 2022`.
    package func month(_ day: CivilDay) -> String { "\(months[day.month - 1]) \(day.year)" }

    /// `2 hari 3 jam`, `3 jam 20 menit`, `20 menit`: a span of time by its two largest units.
    package func span(_ seconds: Int64) -> String {
        let minutes = seconds / 60
        let units = [("days", minutes / 1_440), ("hours", minutes / 60 % 24), ("minutes", minutes % 60)]
        let told = units.drop { $0.1 == 0 }.prefix(2).filter { $0.1 > 0 }
        if told.isEmpty { return text("span.short") }
        return told.map { text("span." + $0.0, ["n": "\($0.1)"]) }.joined(separator: " ")
    }

    /// `11:53`.
    package func clock(_ time: CivilTime) -> String {
        [time.hour, time.minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// `11:53 WIB`.
    package func clock(_ time: Timestamp, in zone: Zone) -> String {
        clock(zone.civil(time)) + " " + zone.label(at: time)
    }

    /// `Senin, 15 Agustus 2022 | 11:53`, under a heading that names the zone.
    package func dayAndClock(_ time: Timestamp, in zone: Zone) -> String {
        let civil = zone.civil(time)
        return day(civil.day) + " | " + clock(civil)
    }

    /// `Senin, 15 Agustus 2022 | 11:53 WIB`.
    package func full(_ time: Timestamp, in zone: Zone) -> String {
        dayAndClock(time, in: zone) + " " + zone.label(at: time)
    }

    /// `15 Agu 2022, 11:53 WIB`: for lists that have little room.
    package func short(_ time: Timestamp, in zone: Zone) -> String {
        let civil = zone.civil(time)
        return "\(civil.day.day) \(months[civil.day.month - 1].prefix(3)) \(civil.day.year), \(clock(time, in: zone))"
    }

    private func lookup(_ name: String) -> Tree? {
        name.split(separator: ".").reduce(tree as Tree?) { $0?[String($1)] }
    }
}

/// JSON that holds texts, lists of texts and dictionaries of such.
private enum Tree: Decodable, Sendable {
    case string(String)
    case array([Tree])
    case dictionary([String: Tree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let list = try? container.decode([Tree].self) {
            self = .array(list)
        } else {
            self = .dictionary(try container.decode([String: Tree].self))
        }
    }

    subscript(name: String) -> Tree? {
        if case .dictionary(let values) = self { values[name] } else { nil }
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var list: [String] {
        if case .array(let items) = self { items.compactMap(\.text) } else { [] }
    }

    var value: any Sendable {
        switch self {
        case .string(let text): text
        case .array(let items): items.map(\.value)
        case .dictionary: view
        }
    }

    var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .array(let items): .array(items.map(\.json))
        case .dictionary(let values):
            .object(values.sorted { $0.key < $1.key }.map { JSONValue.Member(key: $0.key, value: $0.value.json) })
        }
    }

    var view: View {
        guard case .dictionary(let values) = self else { return [:] }
        return values.mapValues(\.value)
    }
}
