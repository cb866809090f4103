extension Copy {
    /// A field that holds a plain value, and the name under which it is stored.
    ///
    /// What else a copy has, its body, section, bylines, tags and pictures, is kept and compared in ways of its own.
    public struct Field: Sendable {
        public enum Kind: Sendable {
            case text(any WritableKeyPath<Copy, String> & Sendable)
            case integer(any WritableKeyPath<Copy, Int?> & Sendable)
            case zone(any WritableKeyPath<Copy, Zone> & Sendable)
            case slug(any WritableKeyPath<Copy, Slug?> & Sendable)
            case stories(any WritableKeyPath<Copy, [StoryNumber]> & Sendable)
        }

        public let name: String
        public let kind: Kind
    }

    /// The one list of plain fields: whatever stores copy, keeps its history or tells copies apart goes through it.
    ///
    /// A new field is a line here, beside its declaration and its column in the schema.
    public static let fields: [Field] = [
        Field(name: "headline", kind: .text(\.headline)),
        Field(name: "lead", kind: .text(\.lead)),
        Field(name: "genre", kind: .text(\.genre)),
        Field(name: "place", kind: .text(\.place)),
        Field(name: "language", kind: .text(\.language)),
        Field(name: "zone", kind: .zone(\.zone)),
        Field(name: "urgency", kind: .integer(\.urgency)),
        Field(name: "copyright_holder", kind: .text(\.copyrightHolder)),
        Field(name: "copyright_notice", kind: .text(\.copyrightNotice)),
        Field(name: "usage_terms", kind: .text(\.usageTerms)),
        Field(name: "editorial_note", kind: .text(\.editorialNote)),
        Field(name: "slug", kind: .slug(\.chosenSlug)),
        Field(name: "related", kind: .stories(\.related)),
    ]
}
