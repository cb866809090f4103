public import News

/// Writes stories as ninjs 3.1, from which `NinjsReader` reads the same stories.
///
/// Members are in a fixed order and nothing depends on the time or the machine, so the same story gives the same bytes.
/// What ninjs has no member for is written in members that it has: the story's number, its former paths and what desk
/// and wires decided about it are `altIds` with the roles `warta`, `address` and `warta-record`; on which ground a story was
/// withdrawn, and what is said beside it, are descriptions with the roles `withdrawal-ground` and `withdrawal-reason`, what readers were told of its mistakes descriptions with the
/// roles `correction` and `clarification`, that it is not verified one with the role `unverified`; and a section is an item of the type `component` with
/// an `altId` of the role `warta-section`.
public struct NinjsWriter: Sendable {
    public init() {}

    /// One story as a line of JSON, without a line end.
    /// - Parameters:
    ///   - story: As it is stored.
    ///   - stops: The kills and holds of its uri.
    ///   - pictureFile: Names the file of a picture's original, relative to the export.
    public func line(_ story: Story, stops: [WireStop] = [], pictureFile: (Picture) -> String) -> [UInt8] {
        item(story, stops, pictureFile).bytes
    }

    /// The kills and holds of an item that has not come, as a line of JSON: the last of them, and a record of all.
    public func line(_ stops: [WireStop], uri: String) -> [UInt8] {
        guard let last = stops.last else { return [] }
        var object = Members()
        object.add("standard", Self.standard)
        object.add("uri", Identifier.written(uri))
        object.add("type", "text")
        object.add("pubStatus", last.status.rawValue)
        object.add("versionCreated", RFC3339.write(last.made, zone: .utc))
        object.add("altIds", [altID(NinjsRole.record, StoryRecord(decidedBy: .wire, stops: stops).json)])
        return JSONValue.object(object.all).bytes
    }

    /// What the desk decided about a section, as a line of JSON: an item that no reader takes for copy.
    public func line(_ record: SectionRecord) -> [UInt8] {
        var object = Members()
        object.add("standard", Self.standard)
        object.add("uri", "tag:warta,2026:section/\(record.section.slug)")
        object.add("type", NinjsRole.sectionType)
        object.add("altIds", [altID(NinjsRole.section, record.json)])
        return JSONValue.object(object.all).bytes
    }

    private static let standard = JSONValue.object([.init("name", "ninjs"), .init("version", "3.1")])

    private func item(_ story: Story, _ stops: [WireStop], _ pictureFile: (Picture) -> String) -> JSONValue {
        let copy = story.copy
        var object = Members()
        object.add("standard", Self.standard)
        object.add("uri", story.identifier)
        object.add("type", "text")
        object.add("language", copy.language)
        object.add("pubStatus", status(story.state).rawValue)
        if let urgency = copy.urgency, (1...9).contains(urgency) { object.add("urgency", .number("\(urgency)")) }
        addDates(story, to: &object)
        object.add("headlines", .array([text(copy.headline, role: NinjsRole.main)]))
        object.add("descriptions", descriptions(story))
        addPeople(copy, to: &object)
        object.add("located", copy.place)
        object.add("genres", genres(story))
        object.add("infoSources", sponsors(story))
        object.add("subjects", subjects(copy))
        object.add("bodies", bodies(copy.body))
        object.add("associations", associations(story, pictureFile))
        object.add("altIds", altIDs(story, stops))
        object.add("copyrightHolder", copy.copyrightHolder)
        object.add("copyrightNotice", copy.copyrightNotice)
        object.add("usageTerms", copy.usageTerms)
        object.add("edNote", copy.editorialNote)
        return .object(object.all)
    }

    // MARK: Life

    private func status(_ state: PublicState) -> WireItem.Status {
        switch state {
        case .never, .held: .withheld
        case .scheduled, .live: .usable
        case .withdrawn: .canceled
        }
    }

    private func addDates(_ story: Story, to object: inout Members) {
        let zone = story.copy.zone
        object.add("firstCreated", RFC3339.write(story.firstPublished, zone: zone))
        object.add("versionCreated", RFC3339.write(story.updated, zone: zone))
        if let time = story.contentCreated { object.add("contentCreated", RFC3339.write(time, zone: zone)) }
        if let time = story.embargoedUntil { object.add("embargoedUntil", RFC3339.write(time, zone: zone)) }
    }

    private func altIDs(_ story: Story, _ stops: [WireStop]) -> [JSONValue] {
        let paths = story.formerPaths.map { altID(NinjsRole.address, $0) }
        let record = altID(NinjsRole.record, StoryRecord(story, stops: stops).json)
        return [altID(NinjsRole.number, story.number.description)] + paths + [record]
    }

    private func altID(_ role: String, _ value: String) -> JSONValue {
        .object([.init("role", role), .init("value", value)])
    }

    // MARK: Words

    private func text(_ value: String, role: String, type: String = "text/plain") -> JSONValue {
        .object([.init("role", role), .init("contentType", type), .init("value", value)])
    }

    private func descriptions(_ story: Story) -> [JSONValue] {
        var all: [JSONValue] = []
        if !story.copy.lead.isEmpty { all.append(text(story.copy.lead, role: NinjsRole.summary)) }
        if let ground = story.withdrawal?.ground {
            all.append(text(ground.rawValue, role: NinjsRole.withdrawalGround))
        }
        if let withdrawal = story.withdrawal, !withdrawal.reason.isEmpty {
            all.append(text(withdrawal.reason, role: NinjsRole.withdrawalReason))
        }
        all += story.corrections.map { text($0.words, role: $0.kind.rawValue) }
        if let report = story.openReport { all.append(text(report.words, role: NinjsRole.unverified)) }
        return all
    }

    private func bodies(_ body: Body) -> [JSONValue] {
        body.isEmpty ? [] : [text(body.html, role: NinjsRole.main, type: "application/xhtml+xml")]
    }

    // MARK: Names

    private func addPeople(_ copy: Copy, to object: inout Members) {
        let authors = copy.bylines.filter { $0.role == .author }.map(\.person.name)
        object.add("by", authors.joined(separator: "; "))
        object.add(
            "people",
            copy.bylines.map { byline in
                .object([.init("name", byline.person.name), .init("rel", byline.role.rawValue)])
            }
        )
    }

    /// Its own, and IPTC's where somebody paid for it.
    private func genres(_ story: Story) -> [JSONValue] {
        let own = story.copy.genre
        let paid: [JSONValue] =
            story.paid == nil
            ? [] : [.object([.init("name", "Advertiser Supplied"), .init("uri", NinjsItem.paidGenre)])]
        return (own.isEmpty ? [] : [.object([.init("name", own)])]) + paid
    }

    private func sponsors(_ story: Story) -> [JSONValue] {
        guard let payer = story.paid?.payer, !payer.isEmpty else { return [] }
        return [.object([.init("name", payer), .init("role", NinjsRole.sponsor)])]
    }

    private func subjects(_ copy: Copy) -> [JSONValue] {
        let section = [(copy.section.name, "section")]
        return (section + copy.tags.map { ($0.name, "about") }).map { name, rel in
            .object([.init("name", name), .init("rel", rel)])
        }
    }

    // MARK: Pictures

    private func associations(_ story: Story, _ pictureFile: (Picture) -> String) -> [JSONValue] {
        story.copy.pictures.enumerated().map { index, use in
            var object = Members()
            object.add("name", NinjsPictures.name(of: use.placement, index))
            object.add("uri", use.uri.isEmpty ? identity(use.picture, story.number, index) : use.uri)
            object.add("type", "picture")
            let words = [(use.caption, NinjsRole.caption), (use.alternativeText, NinjsRole.alternativeText)]
            object.add("descriptions", words.filter { !$0.0.isEmpty }.map { text($0.0, role: $0.1) })
            object.add("copyrightHolder", use.credit)
            if let madeWithAI = use.madeWithAI {
                object.add(
                    "digitalSourceType",
                    .object([.init("name", madeWithAI.rawValue), .init("uri", madeWithAI.uri)])
                )
            }
            object.add("renditions", use.picture.map { [rendition($0, pictureFile($0))] } ?? [])
            return .object(object.all)
        }
    }

    /// The tag URI (RFC 4151) of a picture without a URI of its own, since ninjs requires one; the same in each export.
    private func identity(_ picture: Picture?, _ story: StoryNumber, _ index: Int) -> String {
        "tag:warta,2026:picture/" + (picture?.digest ?? "\(story)-\(index + 1)")
    }

    private func rendition(_ picture: Picture, _ file: String) -> JSONValue {
        .object([
            .init("name", "original"), .init("href", file), .init("contentType", picture.mediaType),
            .init(key: "width", value: .number("\(picture.width)")),
            .init(key: "height", value: .number("\(picture.height)")),
        ])
    }
}

/// Collects the members of an object, without the empty ones.
private struct Members {
    private(set) var all: [JSONValue.Member] = []

    mutating func add(_ key: String, _ value: JSONValue) {
        all.append(JSONValue.Member(key: key, value: value))
    }

    mutating func add(_ key: String, _ text: String) {
        if !text.isEmpty { add(key, .string(text)) }
    }

    mutating func add(_ key: String, _ values: [JSONValue]) {
        if !values.isEmpty { add(key, .array(values)) }
    }
}

extension JSONValue.Member {
    fileprivate init(_ key: String, _ text: String) {
        self.init(key: key, value: .string(text))
    }
}
