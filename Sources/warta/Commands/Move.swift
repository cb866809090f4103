import Application
import ArgumentParser
import Foundation
import News
import Storage

/// `warta move`: a house into another database.
struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move everything from a folder to PostgreSQL, or the other way, while it is read.",
        discussion: """
            From its beginning on the newsroom is closed: what members send is refused with a sentence, and readers are \
            served as before. What was copied is compared by counts and checksums. A move that is killed goes on when the \
            same command is run again.

            Then stop the server and run it again with --finish, which takes some seconds: it takes over the reads that \
            were counted to the last, closes the old store for good and opens the new one. --cancel gives the move up; after --finish \
            that loses what was changed at the new place, and has to be said with --discard.
            """
    )

    @OptionGroup var options: StoreOptions

    @Option(
        help: ArgumentHelp(
            "Folder of the store, or its database, postgres://… (default: the newspaper that the settings name).",
            valueName: "PLACE"
        )
    )
    var from: StorePlace?

    @Option(help: ArgumentHelp("Empty folder, or an empty database, postgres://….", valueName: "PLACE"))
    var to: StorePlace?

    @Flag(help: "The server is stopped: open the new store.")
    var finish = false

    @Flag(help: "Open the newsroom of --from again, as it was when the move began.")
    var cancel = false

    @Flag(help: "With --cancel after --finish: without what was changed at the new place since.")
    var discard = false

    func validate() throws {
        guard cancel == (to == nil), !(cancel && finish) else {
            throw ValidationError("Give --to, or --cancel to open the newsroom of --from again.")
        }
        guard cancel || !discard else { throw ValidationError("--discard belongs to --cancel.") }
        guard from == nil || options.database == nil else {
            throw ValidationError("Give --from or --database: both say where the newspaper is.")
        }
    }

    func run() async throws {
        let settings = try await options.settings()
        let from = from ?? StorePlace(settings.place)
        guard from.exists else {
            throw NewsError(.notFound, "There is no newspaper to move; check the folder of --from or --data.")
        }
        if let to, to.isSame(as: from) {
            throw NewsError(
                .conflict,
                "--to is where the newspaper is, and nothing of it was changed; name another place."
            )
        }
        let source = try await from.openForCopying()
        defer { source.close() }
        guard let to else { return try await reopen(source) }
        let target = try await to.openForCopying()
        defer { target.close() }
        let moving = Moving(from: source, to: target)
        try await moving.begin()
        if try await !moving.isProved {
            // Before the rows, whose end says that all of it is there.
            // Pictures in a place of their own stay there.
            if settings.pictures == nil {
                let pictures = if case .folder(let path) = from { path } else { settings.place.folder }
                try await copyPictures(of: source, in: pictures, to: to)
            }
            try await moving.copy()
        }
        let rows = try await target.read { transaction in
            try transaction.storedTables().reduce(0) { $0 + (try transaction.count(of: $1)) }
        }
        guard finish else {
            return Terminal.say(
                "\(rows) rows are copied to \(target.place) and are the same there. The newsroom in \(source.place) is closed, "
                    + "its readers are served. Stop the server, then run the same command with --finish."
            )
        }
        try await moving.finish()
        Terminal.say("The newspaper is in \(target.place) now, with \(rows) rows; serve it there.")
    }

    private func reopen(_ source: Store) async throws {
        guard let mark = try await source.copyMark(), mark.role != .target else {
            throw NewsError(
                .refused,
                "The newspaper in \(source.place) is not being moved; there is nothing to give up."
            )
        }
        guard mark.role != .moved || discard else {
            throw NewsError(
                .refused,
                "The newspaper is in \(mark.place) now, and what was changed there is not in \(source.place). To have it here again "
                    + "without that, stop the server there and give --cancel --discard; to bring it back with all of it, move it back."
            )
        }
        try await source.reopenNewsroom()
        let warning = mark.role == .moved ? " What was changed in \(mark.place) since the move is not in it." : ""
        Terminal.say("The newsroom in \(source.place) is open again." + warning)
    }

    /// A store in a folder has its pictures beside it; they are links where both are on one disk, as pictures never change.
    ///
    /// - Throws: `notFound` where the folder has none of those that the store names: it is another one, then.
    private func copyPictures(of source: Store, in former: String, to place: StorePlace) async throws {
        guard case .folder(let folder) = place, !StorePlace.isSame(folder, former) else { return }
        let pictures = try PicturePlace.beside(former).open()
        let target = try PicturePlace.beside(folder).open()
        let outcome = try await PictureCopying(from: pictures, to: target, linkingTo: pictures).copyAll()
        let named = Set(try await source.read { try $0.pictureDigests() })
        let missing = named.subtracting(outcome.kept).union(outcome.damaged)
        guard named.isEmpty || !named.isDisjoint(with: outcome.kept) else {
            throw NewsError(
                .notFound,
                "None of the \(named.count) pictures is in \(former); say with --data where they are, and run this again."
            )
        }
        guard missing.isEmpty else {
            return Terminal.warn(
                "\(missing.count) pictures are missing or damaged and were not copied; `warta check` names their stories."
            )
        }
    }
}
