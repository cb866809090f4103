import News

/// Figures in Prometheus' text format 0.0.4: of each family what it is, its type, and its samples.
struct PrometheusText {
    private(set) var text = ""

    enum Kind: String {
        case counter, gauge, histogram
    }

    /// Labels of one sample, in order.
    typealias Labels = KeyValuePairs<String, String>

    /// A family of one sample.
    mutating func add(_ kind: Kind, _ name: String, _ help: String, _ value: Int) {
        begin(kind, name, help)
        sample(name, [:], "\(value)")
    }

    /// What the samples that follow are.
    mutating func begin(_ kind: Kind, _ name: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func sample(_ name: String, _ labels: Labels, _ value: String) {
        let shown = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        text += shown.isEmpty ? "\(name) \(value)\n" : "\(name){\(shown)} \(value)\n"
    }

    /// Whole nanoseconds as seconds, without an exponent.
    static func seconds(_ nanoseconds: Int) -> String {
        "\(nanoseconds / 1_000_000_000).\(Digits.padded(nanoseconds % 1_000_000_000, 9))"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
