import News

// Notes as the script of a story's page gets them.

extension TextNote {
    /// - Parameter point: The version of the text in which its place is.
    func json(in point: SharedText.Point) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "stamp", value: .integer(stamp)),
            .init(key: "quote", value: quote.map { .string($0) } ?? .null),
            .init(key: "place", value: place?.json(in: point) ?? .null),
            .init(key: "resolved", value: resolution?.json ?? .null),
            .init(key: "replies", value: .array(replies.map { .object($0.members) })),
        ]
        members.insert(contentsOf: opening.members, at: 0)
        return .object(members)
    }
}

extension TextNote.Place {
    fileprivate func json(in point: SharedText.Point) -> JSONValue {
        .members([
            "epoch": .integer(epoch), "version": .integer(epoch == point.epoch ? point.version : 0),
            "from": .integer(range.lowerBound), "to": .integer(range.upperBound),
        ])
    }
}

extension TextNote.Resolution {
    fileprivate var json: JSONValue { .members(["member": by.json, "at": .time(at)]) }
}

extension TextNote.Remark {
    fileprivate var members: [JSONValue.Member] {
        [
            .init(key: "number", value: .integer(number)), .init(key: "member", value: writer.json),
            .init(key: "at", value: .time(at)), .init(key: "text", value: .string(text)),
            .init(key: "mentioned", value: .array(mentioned.map(\.json))),
        ]
    }
}
