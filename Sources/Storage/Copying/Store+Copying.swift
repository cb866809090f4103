internal import News

/// Copying a store, row by row, into another that is empty.
extension Store {
    /// What the store says of a copy or a move that is under way.
    public func copyMark() async throws -> CopyMark? {
        try await database.read { try CopyMark($0) }
    }

    /// Whether it holds nothing but what its schema brings.
    public func isEmpty() async throws -> Bool {
        try await database.read { sql in
            try sql.storedTables().filter { !$0.isFilledBySchema }.allSatisfy { table in
                try sql.row("SELECT 1 FROM \(table.name) LIMIT 1") == nil
            }
        }
    }

    /// Makes an empty store one that is being filled, which nobody opens before that has ended.
    /// - Parameters:
    ///   - token: Who goes on with it has the same.
    ///   - place: What it is copied from, for people.
    public func beginCopy(token: String, from place: String) async throws {
        try await database.write { try CopyMark(.target, token: token, place: place).keep($0) }
    }

    /// Adds rows that were read from another store; their table must have none of them yet.
    /// - Throws: `invalid` where the rules of the schema refuse one.
    public func put(_ rows: TableRows) async throws {
        try await database.write { sql in
            do {
                try rows.add(to: sql)
            } catch let fault as SQLFault {
                throw NewsError(
                    .invalid,
                    "The new store refuses a row of the table \(rows.table.name), as \(fault.reason); begin again with another "
                        + "empty folder or database, and see whether `warta check` finds the old store sound."
                )
            }
        }
    }

    /// Removes all rows of a table that is copied once more.
    public func clear(_ table: StoredTable) async throws {
        try await database.write { _ = try $0.execute("DELETE FROM \(table.name)") }
    }

    /// Makes the search indexes of a store whose rows were copied.
    /// - Parameter told: Is told how many stories more are in them.
    public func indexCopiedStories(_ told: (Int) -> Void) async throws {
        while true {
            let added = try await database.write { try CopyIndexing.addStories($0) }
            guard added > 0 else { break }
            told(added)
        }
        var last = StoryNumber(rawValue: 0)
        while let end = try await database.write({ [last] in try CopyIndexing.addDeskStories(after: last, $0) }) {
            last = end
        }
    }

    /// Remembers that what was copied was compared.
    public func noteProved() async throws {
        try await database.write { sql in try CopyMark(sql)?.with(isProved: true).keep(sql) }
    }

    /// Makes a store that is whole one like every other.
    public func finishCopy() async throws {
        try await database.write { sql in
            try sql.finishCopy()
            try CopyMark.remove(sql)
        }
    }
}

/// Moving a store away.
extension Store {
    /// Has the database refuse every change but counts of reads, from whichever program it comes.
    /// - Parameters:
    ///   - token: That of the store that it is copied into.
    ///   - place: Where that is, for people.
    /// - Throws: `conflict` where it is being moved into another store already, or was.
    public func closeNewsroom(token: String, for place: String) async throws {
        try await database.write { [from = self.place] sql in
            if let mark = try CopyMark(sql) {
                guard mark.role == .source, mark.token == token else {
                    throw NewsError.isMovedElsewhere(from, to: mark.place)
                }
                return
            }
            try sql.closeForWriting(try sql.storedTables().filter { !$0.countsReads })
            try CopyMark(.source, token: token, place: place).keep(sql)
        }
    }

    /// Has the database refuse counts of reads as well, once no server adds any.
    public func closeCounting() async throws {
        try await database.write { sql in
            let tables = try sql.storedTables().filter(\.countsReads)
            try sql.openForWriting(tables)
            try sql.closeForWriting(tables)
        }
    }

    /// Remembers that the other store is the newspaper now.
    /// - Throws: `conflict` where the move was given up.
    public func noteMoved() async throws {
        try await database.write { [place] sql in
            guard let mark = try CopyMark(sql) else {
                throw NewsError(.conflict, "The move was given up meanwhile: the newspaper is still in \(place).")
            }
            try mark.with(.moved).keep(sql)
        }
    }

    /// Takes changes again, as before the move.
    public func reopenNewsroom() async throws {
        try await database.write { sql in
            try sql.openForWriting(try sql.storedTables())
            try CopyMark.remove(sql)
        }
    }
}

extension SQLFault {
    /// Why a row is refused, for whoever copies it.
    fileprivate var reason: String {
        switch self {
        case .constraint(.unique, _): "it has that row, or one like it, already"
        case .constraint(.reference, _): "what the row refers to is missing"
        case .constraint, .column, .story: "a value of it is not what the schema allows"
        }
    }
}

extension TableRows {
    /// Rows that one statement adds: each costs the way to a server and back.
    private static let together = 100

    fileprivate func add(to sql: any SQLConnection) throws {
        var rest = rows[...]
        while !rest.isEmpty {
            let count = rest.count < Self.together ? 1 : Self.together
            try sql.execute(table.insertion(of: count), Array(rest.prefix(count).joined()))
            rest = rest.dropFirst(count)
        }
    }
}
