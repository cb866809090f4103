import Editorial
import HTTPTypes
import Hummingbird
import NIOCore
import News

/// One request of the newsroom, of whoever it may be.
struct Visit: Sendable {
    let request: Request
    /// As the request names it, with the port if it gave one.
    let host: String
    /// Nil where the path is none of the newsroom's.
    let address: NewsroomAddress?
    let query: FormFields
    let cookies: NewsroomCookies
    let caller: Caller
    let context: WebContext
    /// Tells of the server's stop; nil where there is no server.
    let registry: ConnectionRegistry?
    let now: Timestamp

    var isPost: Bool { request.method == .post }

    /// Whether its form is for whoever holds it, also where somebody else is signed in in this browser.
    var isForStrangers: Bool {
        switch address {
        case .link?, .code?, .passkeySignIn?: true
        default: false
        }
    }
}

/// A request of a member who is signed in; a page that takes one is for members alone.
@dynamicMemberLookup
struct MemberVisit: Sendable {
    let visit: Visit
    /// What was sent; empty for a page that is only looked at.
    let form: FormFields
    let member: Member
    /// Notifications that the member has not read.
    let unread: Int
    let session: Session
    let sessionToken: String
    /// Files that its form brought.
    var files: [MultipartForm.File] = []

    /// What shows that a form comes from a page of this session.
    var formToken: String { Desk.formToken(session: sessionToken) }

    subscript<Value>(dynamicMember field: KeyPath<Visit, Value>) -> Value { visit[keyPath: field] }
}

extension FormFields {
    /// The fields that a request brings.
    /// - Throws: `invalid` where it brings something else.
    init(sentWith request: Request) async throws {
        guard var bytes = try await request.bytes(of: "application/x-www-form-urlencoded", upTo: Limits.mostForm),
            let text = bytes.readString(length: bytes.readableBytes), let fields = FormFields(text)
        else { throw Self.unreadable }
        self = fields
    }

    private static let unreadable = NewsError(.invalid, "The form cannot be read; send it as its page does.")
}

extension Request {
    /// What it brings; nil where that is of another type.
    /// - Throws: `FormTooLarge`.
    func bytes(of type: String, upTo most: Int) async throws -> ByteBuffer? {
        guard headers[.contentType]?.prefix(while: { $0 != ";" }).lowercased() == type else { return nil }
        do {
            return try await body.collect(upTo: most)
        } catch is NIOTooManyBytesError {
            throw FormTooLarge()
        }
    }
}

/// A form is larger than any of ours.
struct FormTooLarge: Error {}
