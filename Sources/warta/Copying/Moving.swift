import Foundation
import News
import Storage

/// Moves a store into another, empty one, step by step; each step may be killed and taken again.
///
/// Both are open for copying, which one program at a time has: nobody else begins, goes on with or gives up a move of
/// either meanwhile.
struct Moving {
    private let source: Store
    private let target: Store

    init(from source: Store, to target: Store) {
        self.source = source
        self.target = target
    }

    /// Makes sure that the two belong together, and closes the source's newsroom.
    ///
    /// The target is marked first: where the source is closed, the target says for whom.
    func begin() async throws {
        let mark = try await target.copyMark()
        if let closed = try await source.copyMark() {
            guard closed.role != .target else { throw Self.notWhole(source) }
            guard closed.role != .moved || mark != nil || closed.place != target.place else {
                throw NewsError(
                    .conflict,
                    "The newspaper in \(source.place) is in \(target.place) already; serve it there."
                )
            }
            guard mark?.role == .target, mark?.token == closed.token else {
                throw NewsError.isMovedElsewhere(source.place, to: closed.place)
            }
            return
        }
        guard try await !source.isEmpty() else {
            throw NewsError(.notFound, "There is no newspaper in \(source.place); check --from.")
        }
        if let mark, mark.role == .moved {
            throw NewsError(
                .conflict,
                "\(target.place) still holds the newspaper as it was when it was moved to \(mark.place), and nothing of it was changed; "
                    + "take that out of the way (of a folder, rename warta.sqlite), then run this again."
            )
        }
        guard try await target.isEmpty(), mark == nil || mark?.role == .target else {
            throw NewsError(
                .conflict,
                "There is something in \(target.place) already, and nothing of it was changed; move into an empty folder or "
                    + "database."
            )
        }
        let token = mark?.token ?? UUID().uuidString
        try await target.beginCopy(token: token, from: source.place)
        try await source.closeNewsroom(token: token, for: target.place)
    }

    private static func notWhole(_ store: Store) -> NewsError {
        NewsError(.invalid, "The store in \(store.place) is not whole itself: a copy into it has not ended.")
    }

    var isProved: Bool {
        get async throws { try await target.copyMark()?.isProved == true }
    }

    /// Copies what the newsroom has, makes the search indexes, and compares.
    func copy() async throws {
        let copier = StoreCopier(from: source, to: target)
        let tables = try await copier.tables().filter { !$0.countsReads }
        try await copy(tables, copier)
        try await target.indexCopiedStories(showing: "stories in the search index")
        try await prove(tables)
        try await target.noteProved()
    }

    /// Takes over the reads that were counted to the last, and opens the target.
    ///
    /// The source is given up before the target is a newspaper: there never are two.
    func finish() async throws {
        try await source.closeCounting()
        let copier = StoreCopier(from: source, to: target)
        let counts = try await copier.tables().filter(\.countsReads)
        for table in counts.reversed() { try await target.clear(table) }
        try await copy(counts, copier)
        try await prove(counts)
        try await source.noteMoved()
        try await target.finishCopy()
    }

    private func copy(_ tables: [StoredTable], _ copier: StoreCopier) async throws {
        let total = try await source.read { transaction in
            try tables.reduce(0) { $0 + (try transaction.count(of: $1)) }
        }
        var progress = Progress("rows", total: total)
        var count = try await target.read { transaction in
            try tables.reduce(0) { $0 + (try transaction.count(of: $1)) }
        }
        for table in tables {
            try await copier.copy(table) { added in
                count += added
                progress.tell(count, done: count)
            }
        }
        progress.end()
    }

    private func prove(_ tables: [StoredTable]) async throws {
        async let sums = Self.sums(tables, source)
        async let others = Self.sums(tables, target)
        try TableSum.expectSame(try await sums, try await others)
    }

    private static func sums(_ tables: [StoredTable], _ store: Store) async throws -> [TableSum] {
        try await store.read { transaction in try tables.map { try transaction.sum(of: $0) } }
    }
}
