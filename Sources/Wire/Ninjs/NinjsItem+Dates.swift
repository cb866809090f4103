import News

extension NinjsItem {
    /// An item's times, and its newsroom's offset from UTC.
    struct Dates {
        var first: Timestamp
        var version: Timestamp
        /// Whether the sender gave the version's time.
        var isDated: Bool
        var content: Timestamp?
        var embargo: Timestamp?
        var offset: Int
    }

    func dates() throws(WireItemFault) -> Dates {
        let created = try date("firstCreated")
        let content = try date("contentCreated")
        let version = try date("versionCreated")
        let embargoedUntil = try date("embargoedUntil")
        let embargo = try embargoedUntil == nil ? date("embargoed") : embargoedUntil
        guard let first = created ?? content ?? version else {
            throw WireItemFault("has no date: firstCreated, contentCreated and versionCreated are all missing")
        }
        return Dates(
            first: first.time,
            version: version?.time ?? first.time,
            isDated: version != nil,
            content: content?.time,
            embargo: embargo?.time,
            offset: first.offset
        )
    }

    func date(_ field: String) throws(WireItemFault) -> RFC3339.ZonedTime? {
        guard let value = json[field], value != .null, value != .string("") else { return nil }
        guard let text = value.string, let reading = RFC3339.read(text), Self.range.contains(reading.time) else {
            let shown = value.string?.collapsedWhitespace.shortened(to: 40) ?? "not a string"
            throw WireItemFault("has a wrong date in \(field): \(shown)")
        }
        return reading
    }

    /// A day less than the range at both ends, so that the date is valid in every time zone.
    private static let range =
        Timestamp.range.lowerBound.adding(seconds: 86_400)...Timestamp.range.upperBound.adding(seconds: -86_400)
}
