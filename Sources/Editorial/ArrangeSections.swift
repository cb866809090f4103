internal import Logging
public import News
public import Storage

extension Desk {
    /// All sections, those of the navigation first.
    public func sections() async throws -> [SectionEntry] {
        try await store.read { try $0.allSections() }
    }

    /// Chooses the sections of the navigation, and their order.
    /// - Parameter slugs: At most `Masthead.mostSections`; none leaves the choice to the order of appearance.
    /// - Throws: `notFound` where there is no such section; `invalid` where they are too many, or one is named twice.
    public func arrangeSections(_ slugs: [Slug]) async throws {
        guard slugs.count <= Masthead.mostSections else {
            throw NewsError(
                .invalid,
                "The navigation has room for \(Masthead.mostSections) sections, and these are \(slugs.count)."
            )
        }
        guard Set(slugs).count == slugs.count else {
            throw NewsError(.invalid, "A section is named twice; name each once, in the order of the navigation.")
        }
        try await store.write { transaction in
            for slug in slugs { try transaction.existing(slug) }
            try transaction.placeSections(slugs)
        }
        logger.info("arranged", metadata: ["sections": "\(slugs.map(\.rawValue))"])
    }

    /// Gives a section another name; its address stays, and what a wire sends under the former name still goes there.
    /// - Throws: `notFound` where there is no such section; `invalid` where the name is empty or longer than 200
    ///   characters; `conflict` where another section has it.
    public func renameSection(_ slug: Slug, to name: String) async throws {
        let name = name.collapsedWhitespace
        guard !name.isEmpty, name.fits(characters: 200) else {
            throw NewsError(.invalid, "A section's name has 1 to 200 characters.")
        }
        try await store.write { transaction in
            try transaction.existing(slug)
            try transaction.nameSection(slug, name)
        }
        logger.info("renamed", metadata: ["section": "\(slug)", "name": "\(name)"])
    }
}

extension ReadTransaction {
    fileprivate func existing(_ slug: Slug) throws {
        guard try section(slug) != nil else {
            throw NewsError(.notFound, "There is no section \(slug).")
        }
    }
}
