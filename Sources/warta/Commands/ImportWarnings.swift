/// Decides which warnings of an import are printed: the first ones in full, the others as a count for each kind.
///
/// So a file of half a million bad items fills neither terminal nor disk.
struct ImportWarnings {
    /// Shown in full.
    static let most = 20
    /// Kinds that are told apart.
    private static let mostKinds = 20

    private let showsAll: Bool
    private var shown = 0
    private var unshown: [String: Int] = [:]

    /// - Parameter showsAll: For `--verbose`.
    init(showsAll: Bool) {
        self.showsAll = showsAll
    }

    /// Whether this warning is to be printed; if not, it is counted.
    /// - Parameter reason: Begins with the words that all warnings of its kind share.
    mutating func add(because reason: String) -> Bool {
        if showsAll || shown < Self.most {
            shown += 1
            return true
        }
        let kind = Self.kind(of: reason)
        let isTold = unshown[kind] != nil || unshown.count < Self.mostKinds
        unshown[isTold ? kind : "other reasons", default: 0] += 1
        return false
    }

    /// One line for each kind that was not shown, the commonest first.
    var summary: [String] {
        let kinds = unshown.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        let lines = kinds.map { "and \($0.value) more: \($0.key)" }
        return lines.isEmpty ? [] : lines + ["Give --verbose to see each of them."]
    }

    /// The words before the first number, quotation or colon.
    private static func kind(of reason: String) -> String {
        let words = reason.prefix(80).prefix { !$0.isNumber && $0 != "\"" && $0 != ":" }
        let kind = words.split(separator: " ").joined(separator: " ")
        return kind.isEmpty ? "other reasons" : kind
    }
}
