internal import News

// A record is written as JSON in a string, the value of an `altId` with the role `warta-record`, since ninjs has no
// member that is free to use. Integers too large for some readers of JSON are strings themselves.

extension StoryRecord {
    /// The record as it is exported, with its members in a fixed order.
    var json: String {
        var members: [JSONValue.Member] = [.init(key: "decidedBy", value: .string(decidedBy.rawValue))]
        let add = { (key: String, value: JSONValue?) in if let value { members.append(.init(key: key, value: value)) } }
        add("isPublished", isPublished ? .bool(true) : nil)
        add("position", position.map { .string($0.description) })
        add("firstPublic", firstPublic.map(\.json))
        add("textWasPublic", textWasPublic ? .bool(true) : nil)
        add("isEmbargoDesks", isEmbargoDesks ? .bool(true) : nil)
        add("withdrawnAt", withdrawnAt.map(\.json))
        add("withdrawalGround", withdrawalGround.map { .string($0.rawValue) })
        add("wire", stamp.map(\.json))
        add("stops", stops.isEmpty ? nil : .array(stops.map(\.json)))
        add("sections", Self.json(sections))
        add("tags", Self.json(tags))
        add("people", Self.json(people))
        add("slug", chosenSlug.map { .string($0.rawValue) })
        add("related", related.isEmpty ? nil : .array(related.map { .string($0.description) }))
        add("paid", paid.map(\.json))
        add("corrections", corrections.isEmpty ? nil : .array(corrections.map(\.json)))
        add("reports", reports.isEmpty ? nil : .array(reports.map(\.json)))
        return JSONValue.object(members).written
    }

    /// - Parameter text: What `json` wrote; nil if it is anything else.
    init?(json text: String) {
        guard let json = try? JSONValue(parsing: Array(text.utf8)),
            let decider = json["decidedBy"]?.string.flatMap(Story.Decider.init(rawValue:))
        else { return nil }
        let stops = json["stops"]?.values ?? []
        self.init(decidedBy: decider, stops: stops.compactMap { WireStop(json: $0) })
        guard self.stops.count == stops.count else { return nil }
        isPublished = json["isPublished"] == .bool(true)
        position = json["position"]?.string.flatMap { ListPosition($0) }
        firstPublic = json["firstPublic"]?.time
        textWasPublic = json["textWasPublic"] == .bool(true)
        isEmbargoDesks = json["isEmbargoDesks"] == .bool(true)
        withdrawnAt = json["withdrawnAt"]?.time
        withdrawalGround = json["withdrawalGround"]?.string.flatMap(Story.Withdrawal.Ground.init(rawValue:))
        stamp = json["wire"].flatMap { WireStamp(json: $0) }
        sections = Self.slugs(json["sections"])
        tags = Self.slugs(json["tags"])
        people = Self.slugs(json["people"])
        chosenSlug = json["slug"]?.string.flatMap(Slug.init(rawValue:))
        let numbers = json["related"]?.values.compactMap { $0.string.flatMap { StoryNumber($0) } } ?? []
        related = Array(numbers.prefix(Copy.mostRelated))
        paid = json["paid"].flatMap { PaidContent(json: $0) }
        let told = (json["corrections"]?.values ?? []).prefix(Correction.most)
        corrections = told.enumerated().compactMap { Correction(json: $1, number: $0 + 1) }
        guard corrections.count == told.count else { return nil }
        let reported = (json["reports"]?.values ?? []).prefix(UnverifiedReport.most)
        reports = reported.enumerated().compactMap { UnverifiedReport(json: $1, number: $0 + 1) }
        guard reports.count == reported.count else { return nil }
    }

    private static func json(_ slugs: [String: Slug]) -> JSONValue? {
        let members = slugs.sorted { $0.key < $1.key }.map {
            JSONValue.Member(key: $0.key, value: .string($0.value.rawValue))
        }
        return members.isEmpty ? nil : .object(members)
    }

    private static func slugs(_ json: JSONValue?) -> [String: Slug] {
        var slugs: [String: Slug] = [:]
        for member in json?.members ?? [] {
            slugs[member.key] = member.value.string.flatMap { Slug(rawValue: $0) }
        }
        return slugs
    }
}

extension WireStamp {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [.init(key: "version", value: version.json)]
        if !edition.isEmpty { members.append(.init(key: "edition", value: .string(edition))) }
        if let fingerprint { members.append(.init(key: "fingerprint", value: .string(String(fingerprint)))) }
        return .object(members)
    }

    fileprivate init?(json: JSONValue) {
        guard let version = json["version"]?.time else { return nil }
        self.init(
            version: version,
            edition: json["edition"]?.string ?? "",
            fingerprint: json["fingerprint"]?.string.flatMap { Int64($0) }
        )
    }
}

extension Correction {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "kind", value: .string(kind.rawValue)), .init(key: "place", value: .string(place.rawValue)),
            .init(key: "words", value: .string(words)), .init(key: "at", value: at.json),
        ]
        if let paragraph { members.append(.init(key: "paragraph", value: .string(paragraph))) }
        if hidesFormer { members.append(.init(key: "hidesFormer", value: .bool(true))) }
        return .object(members)
    }

    fileprivate init?(json: JSONValue, number: Int) {
        guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)),
            let place = json["place"]?.string.flatMap(Place.init(rawValue:)),
            let words = json["words"]?.string?.collapsedWhitespace, !words.isEmpty,
            words.count <= Correction.longest, let at = json["at"]?.time
        else { return nil }
        let paragraph = json["paragraph"]?.string?.collapsedWhitespace
        self.init(
            number: number,
            kind: kind,
            place: place,
            words: words,
            paragraph: paragraph?.isEmpty == false ? paragraph : nil,
            hidesFormer: json["hidesFormer"] == .bool(true),
            at: at,
            actor: .restoration
        )
    }
}

extension WireStop {
    fileprivate var json: JSONValue {
        .object([
            .init(key: "status", value: .string(status.rawValue)),
            .init(key: "fingerprint", value: .string(String(fingerprint))),
            .init(key: "until", value: until.json), .init(key: "edition", value: .string(edition)),
            .init(key: "made", value: made.json), .init(key: "reason", value: .string(reason)),
        ])
    }

    fileprivate init?(json: JSONValue) {
        guard let status = json["status"]?.string.flatMap(WireItem.Status.init(rawValue:)),
            let fingerprint = json["fingerprint"]?.string.flatMap({ Int64($0) }),
            let until = json["until"]?.time, let made = json["made"]?.time
        else { return nil }
        self.init(
            status: status,
            fingerprint: fingerprint,
            until: until,
            edition: json["edition"]?.string ?? "",
            made: made,
            reason: json["reason"]?.string ?? ""
        )
    }
}

extension Timestamp {
    var json: JSONValue { .number(String(milliseconds)) }
}

extension JSONValue {
    /// The time of these milliseconds, if it is in the range that can be stored.
    var time: Timestamp? {
        let time = integer.map { Timestamp(milliseconds: Int64($0)) }
        return time.flatMap { Timestamp.range.contains($0) ? $0 : nil }
    }
}
