public import News

/// Reads items of ninjs 1.x, 2.x and 3.x: one object, an array, or JSON Lines.
///
/// The source is streamed; one item is in memory at a time, and one of more than 16 MiB not even that. A bad item is
/// handed out as a refusal with its place and reason, and the next one is read.
public struct NinjsReader {
    /// What stands in for what an item leaves out.
    public struct Defaults: Sendable {
        public var section: Section
        /// BCP 47.
        public var language: String
        public var zone: Zone
        /// Whether an operator restores our own export: only then are the records read that say what was decided.
        ///
        /// A stranger's copy must not say so.
        public var isRestoring = false

        public init(section: Section, language: String, zone: Zone) {
            self.section = section
            self.language = language
            self.zone = zone
        }
    }

    /// Bytes of one item that are held at most.
    public static let longestItem = 16 << 20

    private let source: String
    private let defaults: Defaults
    /// Items of a package whose turn has not come, the next one last.
    private var package: [(json: JSONValue, place: WirePlace)] = []
    private var splitter: ItemSplitter

    /// Begins to read.
    /// - Parameters:
    ///   - source: The source's name for messages.
    ///   - defaults: What stands in for what an item leaves out.
    ///   - chunks: Hands out the next bytes, nil at the end. An error ends the source and is told as a refusal.
    public init(source: String, defaults: Defaults, chunks: @escaping () throws -> [UInt8]?) {
        self.init(source: source, defaults: defaults, longestItem: Self.longestItem, chunks: chunks)
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

    /// The next item or refusal; nil at the end.
    public mutating func next() -> WireReadResult? {
        while let result = nextOfAll() {
            if !defaults.isRestoring, case .item(let item, _) = result, item.sectionRecord != nil { continue }
            return result
        }
        return nil
    }

    /// With what our own export says of sections, which is for a restoration alone.
    private mutating func nextOfAll() -> WireReadResult? {
        if let next = package.popLast() { return read(next.json, next.place) }
        switch splitter.next() {
        case nil: return nil
        case .broken(let reason, let bytes, let position):
            return refusal(of: bytes, WirePlace(source: source, position: position), reason)
        case .item(let bytes, let position):
            return read(bytes, WirePlace(source: source, position: position))
        }
    }

    private func refusal(of bytes: [UInt8], _ place: WirePlace, _ reason: String) -> WireReadResult {
        let item = BrokenItem(bytes)
        return .refused(RefusedItem(place: place, uri: item.uri, reason: reason + item.warning))
    }

    private mutating func read(_ bytes: [UInt8], _ place: WirePlace) -> WireReadResult {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONParser.parse(bytes)
        } catch {
            return refusal(of: bytes, place, error.reason)
        }
        guard let items = NinjsPackage.items(in: json) else { return read(json, place) }
        let parts = items.enumerated().map { ($1, WirePlace(source: source, position: place.position, part: $0 + 1)) }
        package = parts.reversed()
        guard let first = package.popLast() else {
            return .refused(RefusedItem(place: place, reason: "is a package without items"))
        }
        return read(first.json, first.place)
    }

    private func read(_ json: JSONValue, _ place: WirePlace) -> WireReadResult {
        do throws(Unfit) {
            return .item(try NinjsItem(json, defaults).wireItem(), place: place)
        } catch {
            let uri = NinjsItem.identity(of: json)?.collapsedWhitespace.shortened(to: 200)
            return .refused(RefusedItem(place: place, uri: uri, reason: error.reason))
        }
    }
}

/// Why an item of sound JSON is not taken, as the end of a sentence.
struct Unfit: Error, Hashable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
