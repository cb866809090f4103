import News

/// A form with files, as browsers send it (`multipart/form-data`, RFC 7578): its fields, and the files in their order.
///
/// Strict: what no browser sends is no form. A file's name is not kept; what it is, its bytes tell.
struct MultipartForm: Sendable {
    /// A file that was chosen for a field.
    struct File: Sendable {
        let field: String
        let bytes: ArraySlice<UInt8>
    }

    let fields: FormFields
    let files: [File]

    /// Bytes of the head of a part.
    static let longestHead = 4_096
    /// Bytes of a boundary (RFC 2046 section 5.1.1).
    private static let longestBoundary = 70

    /// The boundary that the type of a request names; nil where it is no form with files.
    static func boundary(in contentType: String) -> [UInt8]? {
        let parts = contentType.split(separator: ";")
        guard parts.first?.trimmed.lowercased() == "multipart/form-data" else { return nil }
        let named = parts.dropFirst().map(\.trimmed).filter { $0.lowercased().hasPrefix("boundary=") }
        guard named.count == 1, var text = named.first?.dropFirst("boundary=".count) else { return nil }
        if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
        let bytes = Array(text.utf8)
        guard (1...longestBoundary).contains(bytes.count), bytes.allSatisfy(isOfBoundary) else { return nil }
        return bytes
    }

    /// Reads a form; nil where it is none.
    /// - Parameters:
    ///   - body: The whole of it.
    ///   - boundary: What its type names.
    init?(_ body: ArraySlice<UInt8>, boundary: [UInt8]) {
        let line = Array("--".utf8) + boundary
        let end = Array("\r\n".utf8) + line
        var rest = body
        guard rest.skip(line) else { return nil }
        var (pairs, files): ([(name: String, value: String)], [File]) = ([], [])
        while !rest.skip(Array("--".utf8)) {
            guard rest.skip(Array("\r\n".utf8)), let head = rest.head(upTo: Self.longestHead),
                let part = PartHead(head), let length = rest.offset(of: end),
                let content = rest.take(length), rest.skip(end),
                pairs.count + files.count < FormFields.most
            else { return nil }
            if part.isFile {
                // A browser sends an empty file without a name where none was chosen.
                if !content.isEmpty { files.append(File(field: part.name, bytes: content)) }
            } else {
                guard let value = String(validating: content, as: UTF8.self) else { return nil }
                pairs.append((part.name, value))
            }
        }
        guard rest.isEmpty || rest.elementsEqual("\r\n".utf8) else { return nil }
        self.fields = FormFields(pairs)
        self.files = files
    }

    private static func isOfBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "'()+_,-./:=?".utf8.contains(byte)
        }
    }
}

/// What the head of a part says: for which field it is, and whether it is a file.
struct PartHead {
    let name: String
    let isFile: Bool

    /// Nil unless there is one `Content-Disposition: form-data` with one name.
    init?(_ head: String) {
        let lines = head.isEmpty ? [] : head.split(separator: "\r\n", omittingEmptySubsequences: false)
        var found: (name: String, isFile: Bool)?
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            guard line[..<colon].lowercased() == "content-disposition" else { continue }
            guard found == nil, let read = Self.disposition(line[line.index(after: colon)...].trimmed) else {
                return nil
            }
            found = read
        }
        guard let found else { return nil }
        (name, isFile) = found
    }

    /// Reads `form-data; name="field"; filename="a name"`, where `"` within is written `%22` (WHATWG HTML).
    private static func disposition(_ text: String) -> (name: String, isFile: Bool)? {
        guard text.lowercased().hasPrefix("form-data") else { return nil }
        var rest = Substring(text.dropFirst("form-data".count))
        var (name, isFile): (String?, Bool) = (nil, false)
        while !rest.isEmpty {
            guard rest.first == ";" else { return nil }
            rest = rest.dropFirst().drop { $0 == " " }
            guard let equals = rest.firstIndex(of: "="), rest.index(after: equals) < rest.endIndex,
                rest[rest.index(after: equals)] == "\""
            else { return nil }
            let key = rest[..<equals].lowercased()
            let quoted = rest[equals...].dropFirst(2)
            guard let close = quoted.firstIndex(of: "\"") else { return nil }
            switch key {
            case "name" where name == nil: name = String(quoted[..<close])
            case "filename" where !isFile: isFile = true
            default: return nil
            }
            rest = quoted[close...].dropFirst()
        }
        return name.map { ($0, isFile) }
    }
}

extension ArraySlice<UInt8> {
    /// Goes on behind these bytes; false where others stand there.
    mutating func skip(_ bytes: [UInt8]) -> Bool {
        guard starts(with: bytes) else { return false }
        self = dropFirst(bytes.count)
        return true
    }

    /// The next bytes; nil where there are not so many.
    mutating func take(_ length: Int) -> ArraySlice<UInt8>? {
        guard length <= count else { return nil }
        defer { self = dropFirst(length) }
        return prefix(length)
    }

    /// The lines up to an empty one, without it; nil where that is too far off, or the lines are no UTF-8.
    mutating func head(upTo most: Int) -> String? {
        let blank = Array("\r\n\r\n".utf8)
        guard let length = prefix(most).offset(of: blank), let bytes = take(length), skip(blank) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// How far off these bytes are; nil where they are nowhere.
    func offset(of bytes: [UInt8]) -> Int? {
        withUnsafeBytes { all in
            guard let first = bytes.first else { return nil }
            let end = all.count - bytes.count + 1
            var place = 0
            while place < end, let found = all[place..<end].firstIndex(of: first) {
                if all[found...].starts(with: bytes) { return found }
                place = found + 1
            }
            return nil
        }
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
