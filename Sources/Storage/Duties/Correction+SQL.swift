internal import News

extension Correction {
    static let columns = """
        correction.number, correction.kind, correction.place, correction.words, correction.paragraph, \
        correction.hides_former, correction.at, correction.actor
        """
    /// Number of `columns`.
    static let width = 8

    init(_ row: SQLRow, from index: Int) throws {
        guard let kind = Kind(rawValue: try row.string(index + 1)) else { throw SQLFault.column(index + 1, "a kind") }
        guard let place = Place(rawValue: try row.string(index + 2)) else {
            throw SQLFault.column(index + 2, "a place")
        }
        guard let actor = Actor(try row.string(index + 7)) else { throw SQLFault.column(index + 7, "an actor") }
        self.init(
            number: Int(try row.required(index)),
            kind: kind,
            place: place,
            words: try row.string(index + 3),
            paragraph: row.text(index + 4),
            hidesFormer: try row.required(index + 5) != 0,
            at: try row.time(index + 6),
            actor: actor
        )
    }
}
