/// What a wire reader returns: an item that it understood, or one that it refused.
public enum WireReadResult: Hashable, Sendable {
    case item(WireItem, place: WirePlace)
    case refused(RefusedItem)
}

/// Where an item is in its source.
public struct WirePlace: Hashable, Sendable, CustomStringConvertible {
    public enum Position: Hashable, Sendable {
        /// The line on which it begins, from 1.
        case line(Int)
        /// Its place in an array, from 1.
        case item(Int)
    }

    /// The source's name for messages: a file, or "standard input".
    public let source: String
    public let position: Position
    /// Its place in the package at that position, from 1; nil if it is in no package.
    public let part: Int?

    public init(source: String, position: Position, part: Int? = nil) {
        self.source = source
        self.position = position
        self.part = part
    }

    /// The place as messages name it: `berita.json:7`, `berita.json, item 2`.
    public var description: String {
        let place =
            switch position {
            case .line(let line): "\(source):\(line)"
            case .item(let item): "\(source), item \(item)"
            }
        return part.map { "\(place), part \($0)" } ?? place
    }
}

/// An item that was not taken, and why.
public struct RefusedItem: Hashable, Sendable, CustomStringConvertible {
    public let place: WirePlace
    /// The item's uri, if it could be read.
    public let uri: String?
    /// The end of a sentence that begins with the item: "has no headline".
    public let reason: String

    public init(place: WirePlace, uri: String? = nil, reason: String) {
        self.place = place
        self.uri = uri
        self.reason = reason
    }

    /// The whole sentence.
    public var description: String {
        "\(place): the item\(uri.map { " \($0)" } ?? "") \(reason)."
    }
}
