import Editorial
import News
import Storage
import TestSupport
import Testing

@Suite struct SectionTests {
    private let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    private func place(_ slugs: [Slug]) async throws -> [String] {
        try await newsroom.desk.arrangeSections(slugs)
        return try await newsroom.desk.sections().map { "\($0.place.map(String.init) ?? "-") \($0.section.name)" }
    }

    @Test func `the desk chooses the sections of the navigation and their order`() async throws {
        _ = try await newsroom.take(.newspaper(6))
        let (dunia, politik, olahraga) = (Section.dunia.slug, Section.politik.slug, Section.olahraga.slug)
        #expect(try await place([olahraga, dunia]) == ["1 Olahraga", "2 Dunia", "- Politik"])
        #expect(try await place([dunia, olahraga, politik]) == ["1 Dunia", "2 Olahraga", "3 Politik"])
        #expect(try await place([]) == ["- Politik", "- Olahraga", "- Dunia"])
        await #expect(throws: NewsError.self) { try await place([dunia, dunia]) }
        await #expect(throws: NewsError.self) { try await place([Slug("tak-ada", fallback: "")]) }
    }

    @Test func `the navigation has room for twelve`() async throws {
        let sections = (1...13).map { Section(name: "Rubrik \($0)") }
        _ = try await newsroom.take(
            sections.enumerated().map { index, section in
                var item = WireItem.sample(Int64(index + 1))
                item.copy.section = section
                return item
            }
        )
        #expect(try await place(sections.dropLast().map(\.slug)).count == 13)
        await #expect(throws: NewsError.self) { try await place(sections.map(\.slug)) }
    }

    @Test func `a section that was renamed keeps its address, whatever a wire calls it`() async throws {
        _ = try await newsroom.take([.sample(1)])
        try await newsroom.desk.renameSection(Section.dunia.slug, to: "  Mancanegara ")
        _ = try await newsroom.take([.sample(2)])
        for number: Int64 in [1, 2] {
            let section = try await newsroom.story(number)?.copy.section
            #expect(section == Section(slug: Section.dunia.slug, name: "Mancanegara"))
        }
        #expect(try await newsroom.home.store.problems { _ in true } == [])
        for name in [" ", "e" + String(repeating: "\u{301}", count: 10_000), String(repeating: "a", count: 201)] {
            await #expect(throws: NewsError.self) {
                try await newsroom.desk.renameSection(Section.dunia.slug, to: name)
            }
        }
        await #expect(throws: NewsError.self) { try await newsroom.desk.renameSection(Section.politik.slug, to: "A") }
    }

    @Test func `past the limit a wire's sections become tags, and those that are known stay sections`() async throws {
        _ = try await newsroom.take([.sample(1)])
        let berita = Section(name: "Berita")
        let items = (2...9).map { index in
            var item = WireItem.sample(Int64(index))
            item.copy.section = Section(name: ["Politik", "Olahraga", "Dunia", "Gaya"][index % 4])
            return item
        }
        let limit = SectionLimit(most: 2, otherwise: berita)
        let (fitted, unmade) = try await newsroom.desk.fitSections(items, to: limit)
        _ = try await newsroom.take(fitted)
        // Dunia was there; the first other one still had room.
        let sections = fitted.map(\.copy.section.name)
        #expect(sections == ["Dunia", "Gaya", "Berita", "Berita", "Dunia", "Gaya", "Berita", "Berita"])
        #expect(unmade == ["politik", "olahraga"])
        #expect(fitted[2].copy.tags.first == Tag(name: "Politik") && !fitted[2].namesSection)
        #expect(try await Set(newsroom.desk.sections().map(\.section.name)) == ["Dunia", "Gaya", "Berita"])
    }

    @Test func `a section that becomes a tag takes no other tag's place, however alike their addresses are`()
        async throws
    {
        // All of them have the slug `f`.
        var items = ["F++", "F#", "f++"].enumerated().map { index, name in
            var item = WireItem.sample(Int64(index + 1))
            item.copy.section = Section(name: name)
            item.copy.tags = [Tag(name: "F"), Tag(name: "F#"), Tag(name: "F++")]
            return item
        }
        items[2].copy.tags = []
        let limit = SectionLimit(most: 0, otherwise: Section(name: "Berita"))
        let (fitted, unmade) = try await newsroom.desk.fitSections(items, to: limit)
        #expect(fitted.map { $0.copy.tags.map(\.name) } == [["F++", "F", "F#"], ["F#", "F", "F++"], ["f++"]])
        #expect(unmade == ["f++", "f#"])
        _ = try await newsroom.take(fitted)
        #expect(try await newsroom.story(1)?.copy.tags.count == 3)
    }
}
