import Foundation
import News

@testable import Wire

/// What the tests read with: a paper in Jakarta.
enum Read {
    static let defaults = NinjsReader.Defaults(section: Section(name: "Berita"), language: "id", zone: .wib)

    /// Everything that comes of a text handed over in chunks of so many bytes.
    static func all(_ bytes: [UInt8], chunk: Int = 65_536, longestItem: Int = 16 << 20) -> [WireReadResult] {
        var rest = bytes[...]
        var reader = NinjsReader(source: "wire.json", defaults: defaults, longestItem: longestItem) {
            let next = rest.prefix(chunk)
            rest = rest.dropFirst(chunk)
            return next.isEmpty ? nil : Array(next)
        }
        var readings: [WireReadResult] = []
        while let reading = reader.next() { readings.append(reading) }
        return readings
    }

    static func all(_ text: String, chunk: Int = 65_536) -> [WireReadResult] {
        all(Array(text.utf8), chunk: chunk)
    }

    static func item(_ text: String) -> WireItem? {
        if case .item(let item, _) = all(text).first { return item }
        return nil
    }

    static func reason(_ bytes: [UInt8]) -> String? {
        if case .refused(let refusal) = all(bytes).first { return refusal.reason }
        return nil
    }

    /// An item with the least that must be there, and more members.
    static func json(_ more: String = "", uri: String = "tag:a") -> String {
        #"{"uri":"\#(uri)","versionCreated":"2022-08-15T11:53:00+07:00","headlines":[{"value":"Judul"}]"#
            + (more.isEmpty ? "" : "," + more) + "}"
    }

    static func fixture(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: fixtures.appending(path: path)))
    }

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")
}

extension WireReadResult {
    /// Where it was found and what it is, without the item's words.
    var summary: String {
        switch self {
        case .item(let item, let place): "\(place.position.words): \(item.uri)"
        case .refused(let refusal): "\(refusal.place.position.words): the item \(refusal.reason)"
        }
    }
}

extension WirePlace.Position {
    fileprivate var words: String {
        switch self {
        case .line(let line): "line \(line)"
        case .item(let item): "item \(item)"
        }
    }
}
