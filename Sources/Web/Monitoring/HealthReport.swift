public import News

/// What administrators are told of a house beside whether it is well: gathered now and then by whoever may wait for a
/// database and a disk, and told from memory.
public struct HealthReport: Sendable {
    /// When it was gathered.
    public var at: Timestamp
    /// The build of the program, and the schema that it knows.
    public var build: String
    public var schema: Int
    /// When the process began.
    public var since: Timestamp
    /// Where the store is, without user and password, and the database's program with its version.
    public var database: String
    public var server: String
    /// How long the store took to answer.
    public var storeTime: Duration
    /// Lines of the journal whose change is not on every page yet, of the newspaper that is furthest behind.
    public var journalLag: Int64
    /// Stories that are due and not public yet, and when the next becomes due.
    public var dueStories: Int
    public var nextDue: Timestamp?
    /// Letters that wait, those among them that could not be sent, and the age of the oldest; nil where no mail is sent.
    public var letters: (waiting: Int, failed: Int, oldest: Timestamp?)?
    /// Surfaces that did not show to readers in time what the desk did, in the last hour.
    public var redReceipts: Int
    /// Where the house is being moved, and its newsroom is closed; nil where it is not.
    public var movesTo: String?
    /// How the place of the pictures is; nil before it was looked at.
    public var pictures: Pictures?
    /// Bytes of the disk of the data folder; nil where the system does not say.
    public var disk: (free: Int64, all: Int64)?

    /// - Parameters:
    ///   - at: When it was gathered.
    ///   - build: The build of the program.
    ///   - schema: The schema that it knows.
    ///   - since: When the process began.
    ///   - place: Where the store is.
    ///   - server: The database's program with its version.
    ///   - storeTime: How long it took to answer.
    ///   - journalLag: Lines of the journal that are not on every page yet.
    public init(
        at: Timestamp,
        build: String,
        schema: Int,
        since: Timestamp,
        place: String,
        server: String,
        storeTime: Duration,
        journalLag: Int64
    ) {
        self.at = at
        self.build = build
        self.schema = schema
        self.since = since
        database = place
        self.server = server
        self.storeTime = storeTime
        self.journalLag = journalLag
        dueStories = 0
        redReceipts = 0
    }
}

extension HealthReport {
    /// How the place of the pictures is.
    public struct Pictures: Hashable, Sendable {
        /// A folder, or the address of a depot.
        let place: String
        let isWritable: Bool
        let isFound: Bool

        /// - Parameters:
        ///   - place: A folder, or the address of a depot.
        ///   - isWritable: Whether pictures can be kept there now.
        ///   - isFound: Whether it has any of the newest pictures of the store.
        public init(place: String, isWritable: Bool, isFound: Bool) {
            (self.place, self.isWritable, self.isFound) = (place, isWritable, isFound)
        }

        fileprivate var json: JSONValue {
            .members(["place": .string(place), "writable": .bool(isWritable), "found": .bool(isFound)])
        }
    }

    /// What somebody should look at soon, though readers notice nothing yet; by names that stay.
    /// - Parameter now: The present time.
    func warnings(at now: Timestamp) -> [String] {
        var warnings: [String] = []
        func warn(_ name: String, _ isSo: Bool) { if isSo { warnings.append(name) } }
        if let disk { warn("disk", disk.free < Self.leastFree || disk.free < disk.all / 20) }
        if let pictures {
            warn("pictures", !pictures.isWritable)
            warn("pictures_elsewhere", !pictures.isFound)
        }
        if let letters { warn("mail", letters.oldest.map { now > $0.adding(seconds: Self.longestWait) } ?? false) }
        warn("schedules", nextDue.map { now > $0.adding(seconds: 60) } ?? false)
        warn("journal", journalLag > 1_000)
        warn("receipts", redReceipts > 0)
        warn("moving", movesTo != nil)
        warn("report", now > at.adding(seconds: 60))
        return warnings
    }

    /// A gibibyte: less is soon full of pictures.
    private static let leastFree: Int64 = 1 << 30
    /// A letter that has not been sent in a quarter of an hour has failed several times.
    private static let longestWait: Int64 = 900

    var members: [JSONValue.Member] {
        let milliseconds =
            storeTime.components.seconds * 1_000 + storeTime.components.attoseconds / 1_000_000_000_000_000
        let mail = letters.map { letters in
            JSONValue.members([
                "waiting": .integer(letters.waiting), "failed": .integer(letters.failed),
                "oldest": letters.oldest.map { .string(RFC3339.write($0)) },
            ])
        }
        let space = disk.map { JSONValue.members(["free": .integer($0.free), "all": .integer($0.all)]) }
        let members: KeyValuePairs<String, JSONValue?> = [
            "at": .string(RFC3339.write(at)),
            "version": .members(["build": .string(build), "schema": .integer(schema)]),
            "since": .string(RFC3339.write(since)),
            "database": .members([
                "place": .string(database), "server": .string(server), "milliseconds": .integer(milliseconds),
            ]),
            "journal": .members(["lag": .integer(journalLag)]),
            "schedules": .members([
                "due": .integer(dueStories), "next": nextDue.map { .string(RFC3339.write($0)) },
            ]),
            "receipts": .members(["red": .integer(redReceipts)]),
            "moving": movesTo.map { .members(["to": .string($0)]) },
            "mail": mail, "pictures": pictures?.json, "disk": space,
        ]
        return members.compactMap { key, value in value.map { .init(key: key, value: $0) } }
    }
}
