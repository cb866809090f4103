public import News

/// Reads items of ninjs 1.x, 2.x and 3.x: one object, an array, or JSON Lines.
///
/// The source is streamed with one item in memory at a time; items of more than 16 MiB are skipped. A bad item is
/// returned as a refused item with its place and reason, and reading goes on with the next one.
public struct NinjsReader: WireReader {
    /// Values for what an item leaves out.
    public struct Defaults: Sendable {
        public var section: Section
        /// BCP 47.
        public var language: String
        public var zone: Zone
        /// Whether an operator restores our own export.
        ///
        /// Only then are records of decisions read: a stranger's copy must not decide anything.
        public var isRestoring = false

        public init(section: Section, language: String, zone: Zone) {
            self.section = section
            self.language = language
            self.zone = zone
        }
    }

    private let source: String
    private let defaults: Defaults
    /// Remaining items of a package, the next one last.
    private var package: [(json: JSONValue, place: WirePlace)] = []
    private var splitter: ItemSplitter

    /// Begins to read.
    /// - Parameters:
    ///   - source: The source's name for messages.
    ///   - defaults: Values for what an item leaves out.
    ///   - chunks: Returns the next bytes, nil at the end. An error ends the source and is reported as a refused item.
    public init(source: String, defaults: Defaults, chunks: @escaping () throws -> [UInt8]?) {
        self.init(source: source, defaults: defaults, longestItem: WireItem.Limits.bytes, chunks: chunks)
    }

    init(
        source: String,
        defaults: Defaults,
        longestItem: Int,
        chunks: @escaping () throws -> [UInt8]?
    ) {
        self.source = source
        self.defaults = defaults
        splitter = ItemSplitter(most: longestItem, chunks)
    }

    public var bytesRead: Int { splitter.bytesRead }

    /// The next item or refused item; nil at the end.
    public mutating func readNext() -> WireReadResult? {
        while let result = nextOfAll() {
            if !defaults.isRestoring, case .item(let item, _) = result, item.sectionRecord != nil { continue }
            return result
        }
        return nil
    }

    /// The next item, including section records, which only a restoration reads.
    private mutating func nextOfAll() -> WireReadResult? {
        if let next = package.popLast() { return read(next.json, next.place) }
        switch splitter.next() {
        case nil: return nil
        case .broken(let reason, let bytes, let position):
            let item = BrokenItem(bytes)
            let place = WirePlace(source: source, position: position)
            return .refused(RefusedItem(place: place, uri: item.uri, reason: reason + item.warning))
        case .item(let json, let position):
            return readWhole(json, position)
        }
    }

    /// Reads an item, or the first of a package.
    private mutating func readWhole(_ json: JSONValue, _ position: WirePlace.Position) -> WireReadResult {
        let place = WirePlace(source: source, position: position)
        guard let items = NinjsPackage.items(in: json) else { return read(json, place) }
        let parts = items.enumerated().map { ($1, WirePlace(source: source, position: position, part: $0 + 1)) }
        package = parts.reversed()
        guard let first = package.popLast() else {
            return .refused(RefusedItem(place: place, reason: "is a package without items"))
        }
        return read(first.json, first.place)
    }

    private func read(_ json: JSONValue, _ place: WirePlace) -> WireReadResult {
        do throws(WireItemFault) {
            return .item(try NinjsItem(json, defaults).wireItem(), place: place)
        } catch {
            let uri = NinjsItem.identity(of: json)?.collapsedWhitespace.shortened(to: 200)
            return .refused(RefusedItem(place: place, uri: uri, reason: error.reason))
        }
    }
}
