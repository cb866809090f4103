import Hummingbird
import NIOCore
import News

/// The members of a JSON object that a page sends; members that nobody asks for are not looked at.
struct JSONFields {
    private let object: JSONValue

    /// The object that a request brings.
    /// - Parameter most: Bytes of it at most.
    /// - Throws: `invalid` where it brings something else; `FormTooLarge`.
    init(sentWith request: Request, upTo most: Int) async throws {
        guard let bytes = try await request.bytes(of: "application/json", upTo: most) else { throw Self.unreadable }
        do throws(JSONError) {
            // The object and its list of steps stand around what a document may be nested.
            object = try JSONValue(parsing: Array(bytes.readableBytesView), deepest: Document.nesting + 8)
        } catch {
            throw Self.unreadable
        }
        guard object.asObject != nil else { throw Self.unreadable }
    }

    /// A member that there has to be.
    func value(_ name: String) throws -> JSONValue {
        guard let value = object.member(name) else { throw Self.wrong(name) }
        return value
    }

    func text(_ name: String) throws -> String {
        guard let text = try value(name).asString else { throw Self.wrong(name) }
        return text
    }

    /// A text that may be left out, or null.
    func optionalText(_ name: String) throws -> String {
        switch object.member(name) {
        case nil, .null?: return ""
        case .string(let text)?: return text
        default: throw Self.wrong(name)
        }
    }

    /// A whole number from 0 on.
    func number(_ name: String) throws -> Int {
        guard case .number(let spelling) = try value(name), let number = Digits.number(spelling.utf8) else {
            throw Self.wrong(name)
        }
        return number
    }

    func values(_ name: String) throws -> [JSONValue] {
        guard let values = try value(name).asArray else { throw Self.wrong(name) }
        return values
    }

    func client(_ name: String = "client") throws -> WritingClient {
        guard let client = WritingClient(try text(name)) else { throw Self.wrong(name) }
        return client
    }

    func point() throws -> SharedText.Point {
        SharedText.Point(epoch: try number("epoch"), version: try number("version"))
    }

    func has(_ name: String) -> Bool { object.member(name) != nil }

    private static let unreadable = NewsError(.invalid, "What was sent is not the JSON object that is taken here.")

    private static func wrong(_ name: String) -> NewsError {
        NewsError(.invalid, "The member “\(name)” is missing, or is not what is taken here.")
    }
}
