/// Conditions of a query that hold together, and their values, numbered as they are mentioned.
struct SQLConditions {
    private(set) var text = ""
    private(set) var values: [SQLValue] = []
    /// Values of the query that come before theirs.
    private let offset: Int

    /// - Parameter offset: How many values of the query are mentioned before.
    init(after offset: Int = 0) {
        self.offset = offset
    }

    var isEmpty: Bool { text.isEmpty }

    /// - Parameters:
    ///   - condition: With a question mark in place of each value.
    ///   - added: The values.
    mutating func add(_ condition: String, _ added: SQLValue...) { add(condition, added) }

    /// - Parameters:
    ///   - condition: With a question mark in place of each value.
    ///   - added: The values.
    mutating func add(_ condition: String, _ added: [SQLValue]) {
        if !text.isEmpty { text += " AND " }
        var number = offset + values.count
        for character in condition {
            if character == "?" { number += 1 }
            text += character == "?" ? "$\(number)" : String(character)
        }
        values += added
    }

    /// Adds those of another, numbered on.
    mutating func add(_ other: SQLConditions) {
        guard !other.isEmpty else { return }
        add(other.text.replacing(/\$\d+/, with: "?"), other.values)
    }
}
