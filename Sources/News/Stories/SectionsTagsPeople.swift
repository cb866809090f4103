/// A part of the newspaper: Politik, Dunia, Olahraga.
///
/// Its name is its identity (`nameKey`); its slug, its address, which the store keeps for ever.
public struct Section: Hashable, Sendable {
    public let slug: Slug
    public let name: String

    public init(slug: Slug, name: String) {
        self.slug = slug
        self.name = name
    }

    /// A section by the name that a wire or an editor gives it.
    ///
    /// A name whose slug is an address of the site itself (`/indeks`, `/cari`) gets `rubrik-` before it.
    public init(name: String) {
        let slug = Slug(name, orHashAfter: "rubrik")
        let taken = Address.reserved.contains(slug.rawValue)
        self.init(slug: taken ? Slug("rubrik-\(slug)", fallback: "rubrik") : slug, name: name)
    }
}

/// What a story is about, across sections.
///
/// Its name is its identity (`nameKey`); its slug, its address, which the store keeps for ever.
public struct Tag: Hashable, Sendable {
    public let slug: Slug
    public let name: String

    public init(slug: Slug, name: String) {
        self.slug = slug
        self.name = name
    }

    public init(name: String) {
        self.init(slug: Slug(name, orHashAfter: "topik"), name: name)
    }
}

/// Somebody who is named above a story.
///
/// The name is the identity, as on a masthead (`nameKey`); the slug is an address, which the store keeps for ever.
public struct Person: Hashable, Sendable {
    public let slug: Slug
    public let name: String

    public init(slug: Slug, name: String) {
        self.slug = slug
        self.name = name
    }

    public init(name: String) {
        self.init(slug: Slug(name, orHashAfter: "penulis"), name: name)
    }
}

/// A person's part in a story, as it is credited.
public struct Byline: Hashable, Sendable {
    public let person: Person
    public let role: Role

    public init(_ person: Person, as role: Role = .author) {
        self.person = person
        self.role = role
    }

    /// The roles that are printed; the word for each comes from the language's strings.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        case author, editor, photographer, contributor
    }
}

extension Slug {
    /// The slug with a sign of another name behind it, for one whose own slug another name has: `afp-1f3a77c2`.
    /// - Parameters:
    ///   - key: The name's key.
    ///   - attempt: From 1 on; further ones differ where even the sign is taken.
    public func told(apart key: String, attempt: Int) -> Slug {
        let sign = Slug(Self.hash(attempt == 1 ? key : "\(key) \(attempt)"), fallback: "x")
        let stem = String(rawValue.prefix(Self.longest - 1 - sign.rawValue.utf8.count))
        return Slug("\(stem) \(sign)", fallback: sign.rawValue)
    }
}
