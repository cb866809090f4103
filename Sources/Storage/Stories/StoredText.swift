internal import Foundation
internal import News

/// A copy as it is written into one text, with its fields by name, so that a program ten years on can read it.
struct StoredText: Codable {
    struct Name: Codable {
        var slug: String
        var name: String
        var role: String?
    }

    struct Use: Codable {
        var uri: String
        var digest: String?
        var caption: String
        var credit: String
        var alternativeText: String
        /// Nil in texts of before there was a choice.
        var placement: String?
        /// IPTC's digital source type, of a picture that a model made or changed.
        var sourceType: String?
    }

    var fields: [String: SQLValue]
    var html: String
    var section: Name
    var bylines: [Name]
    var tags: [Name]
    var pictures: [Use]
}

extension StoredText {
    init(_ copy: Copy) {
        fields = [StoredColumn<Copy>].copy.stored(copy)
        html = copy.body.html
        section = Name(slug: copy.section.slug.rawValue, name: copy.section.name)
        bylines = copy.bylines.map { Name(slug: $0.person.slug.rawValue, name: $0.person.name, role: $0.role.rawValue) }
        tags = copy.tags.map { Name(slug: $0.slug.rawValue, name: $0.name) }
        pictures = copy.pictures.map {
            Use(
                uri: $0.uri,
                digest: $0.picture?.digest,
                caption: $0.caption,
                credit: $0.credit,
                alternativeText: $0.alternativeText,
                placement: $0.placement == .usual ? nil : $0.placement.rawValue,
                sourceType: $0.madeWithAI?.rawValue
            )
        }
    }

    /// - Parameter picture: Finds what is known of a picture by its digest.
    func copy(of number: StoryNumber, picture: (String) throws -> Picture?) throws -> Copy {
        guard let section = Slug(rawValue: section.slug) else {
            throw SQLFault.story(number.rawValue, "its section cannot be read")
        }
        var copy = Copy(
            headline: "",
            body: try storedBody(html, of: number),
            section: Section(slug: section, name: self.section.name),
            language: "",
            zone: .utc
        )
        try [StoredColumn<Copy>].copy.read(fields, into: &copy, of: number)
        copy.bylines = bylines.compactMap { name in
            guard let slug = Slug(rawValue: name.slug), let role = name.role.flatMap(Byline.Role.init(rawValue:))
            else { return nil }
            return Byline(Person(slug: slug, name: name.name), as: role)
        }
        copy.tags = tags.compactMap { tag in Slug(rawValue: tag.slug).map { Tag(slug: $0, name: tag.name) } }
        copy.pictures = try pictures.map { use in
            PictureUse(
                uri: use.uri,
                picture: try use.digest.flatMap { try picture($0) },
                caption: use.caption,
                credit: use.credit,
                alternativeText: use.alternativeText,
                placement: use.placement.flatMap(PictureUse.Placement.init(rawValue:)) ?? .usual,
                madeWithAI: use.sourceType.flatMap(PictureUse.MadeWithAI.init(rawValue:))
            )
        }
        return copy
    }
}

extension Array {
    /// The values of the columns by name, without computed ones.
    func stored<Value>(_ value: Value) -> [String: SQLValue] where Element == StoredColumn<Value> {
        Dictionary(uniqueKeysWithValues: filter { $0.read != nil }.map { ($0.name, $0.write(value)) })
    }

    /// Reads what is stored into a value; a column that is newer than the text stays as it is.
    func read<Value>(
        _ stored: [String: SQLValue],
        into value: inout Value,
        of number: StoryNumber
    ) throws where Element == StoredColumn<Value> {
        for column in self {
            guard let read = column.read, let field = stored[column.name] else { continue }
            guard read(field, &value) else { throw column.fault(of: number) }
        }
    }
}

extension Encodable {
    /// JSON that is always the same for the same value.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension Decodable {
    /// - Throws: A fault of the story if the text holds something else.
    init(json text: String, of number: StoryNumber, _ what: String) throws {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
        } catch is DecodingError {
            throw SQLFault.story(number.rawValue, "\(what) cannot be read")
        }
    }
}

extension SQLValue: Codable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let integer = try? value.decode(Int64.self) {
            self = .integer(integer)
        } else {
            self = .text(try value.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .integer(let integer): try value.encode(integer)
        case .real(let real): try value.encode(real)
        case .text(let text): try value.encode(text)
        }
    }
}
