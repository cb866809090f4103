import Hummingbird
import News

/// Reads the fields of a form with files as it comes, and drops the files.
///
/// For a form whose files are not taken: nobody's words are lost with them, and memory holds no more than the words.
struct MultipartWords {
    /// What is read next.
    private enum Place {
        case beginning
        case behindBoundary
        case head
        case field(String)
        case file
        case end
    }

    private(set) var fields = FormFields()
    /// Whether files were dropped.
    private(set) var hadFiles = false

    /// The fields as a page shows them, which says that files are to be chosen again.
    var shown: FormFields {
        var shown = fields
        if hadFiles { shown.add(Self.choosesAgain, "yes") }
        return shown
    }

    /// The field that says so.
    static let choosesAgain = "again"

    private let line: [UInt8]
    private let end: [UInt8]
    private let most: Int
    private var rest: ArraySlice<UInt8> = []
    private var place = Place.beginning

    /// - Parameters:
    ///   - boundary: What the form's type names.
    ///   - most: Bytes of a field.
    init(boundary: [UInt8], most: Int = Limits.mostForm) {
        self.most = most
        line = Array("--".utf8) + boundary
        end = Array("\r\n".utf8) + line
    }

    /// Reads on to the end of a request.
    /// - Throws: `invalid` where it is no form; `FormTooLarge` where its words are too long.
    mutating func read(_ body: RequestBody) async throws {
        for try await part in body { try take(part.readableBytesView) }
    }

    /// Reads what has come.
    /// - Throws: `invalid` where it is no form; `FormTooLarge` where its words are too long.
    mutating func take(_ part: some Collection<UInt8>) throws {
        rest.append(contentsOf: part)
        while try step() {}
        // What was read is let go of.
        rest = Array(rest)[...]
        guard rest.count <= most else { throw FormTooLarge() }
    }

    /// Reads one piece; false where not all of it has come.
    private mutating func step() throws -> Bool {
        switch place {
        case .beginning:
            guard rest.count >= line.count else { return false }
            guard rest.skip(line) else { throw Uploads.unreadable }
            place = .behindBoundary
        case .behindBoundary:
            guard rest.count >= 2 else { return false }
            let isLast = rest.skip(Array("--".utf8))
            guard isLast || rest.skip(Array("\r\n".utf8)) else { throw Uploads.unreadable }
            place = isLast ? .end : .head
        case .head:
            guard let head = rest.head(upTo: MultipartForm.longestHead) else {
                guard rest.count < MultipartForm.longestHead else { throw Uploads.unreadable }
                return false
            }
            guard let part = PartHead(head) else { throw Uploads.unreadable }
            place = part.isFile ? .file : .field(part.name)
        case .field(let name):
            guard let length = rest.offset(of: end) else { return false }
            guard let bytes = rest.take(length), rest.skip(end), fields.count < FormFields.most,
                let value = String(validating: bytes, as: UTF8.self)
            else { throw Uploads.unreadable }
            fields.add(name, value)
            place = .behindBoundary
        case .file:
            let length = rest.offset(of: end)
            let dropped = length ?? max(0, rest.count - end.count + 1)
            hadFiles = hadFiles || dropped > 0
            rest = rest.dropFirst(dropped)
            guard length != nil, rest.skip(end) else { return false }
            place = .behindBoundary
        case .end:
            rest = []
            return false
        }
        return true
    }
}

/// A form whose files were not taken.
struct RefusedForm: Error {
    /// Why: `FormTooLarge`, or an error that says when to send it again.
    let why: any Error
    /// What was written in it.
    let words: MultipartWords
}
