import Editorial
import News
import Storage
import TestSupport
import Testing

@testable import Press

@Suite struct MastheadTests {
    /// A story in each of so many sections.
    private static func sections(_ count: Int64) -> [WireItem] {
        (1...count).map { .plain($0, in: Section(name: "Rubrik nomor \($0)")) }
    }

    private static func slug(_ number: Int) -> Slug { Section(name: "Rubrik nomor \(number)").slug }

    /// The sections that the masthead of a page names.
    private static func named(_ page: String) -> [String] {
        let navigation = page.split(separator: "<nav class=\"sections\"").dropFirst().first?.prefix(while: { $0 != "§" }
        )
        let list = navigation.map { String($0) }?.split(separator: "</nav>").first ?? ""
        return list.split(separator: "</a>").compactMap { $0.split(separator: ">").last.map(String.init) }
            .filter { $0.hasPrefix("Rubrik nomor") }
    }

    @Test func `the navigation names the first twelve sections that came, and leads to the others`() async throws {
        let few = try await Newsroom(Self.sections(12)).text(.front)
        #expect(Self.named(few) == (1...12).map { "Rubrik nomor \($0)" } && !few.contains(">Semua rubrik</a>"))
        let room = try await Newsroom(Self.sections(40))
        let many = try await room.text(.front)
        #expect(Self.named(many) == (1...12).map { "Rubrik nomor \($0)" })
        #expect(many.contains("<a href=\"/indeks\">Semua rubrik</a>"))
        let index = try await room.text(.index())
        for number in 1...40 { #expect(index.contains("<option value=\"\(Self.slug(number))\"")) }
    }

    @Test func `no page grows with the number of sections`() async throws {
        let few = try await Newsroom(Self.sections(13))
        let many = try await Newsroom(Self.sections(600))
        let popular = Address.popular(.day)
        for address: Address in [.section(Self.slug(1)), popular, .rails, .search("tak-ada")] {
            let length = try await many.text(address).utf8.count
            #expect(try await abs(few.text(address).utf8.count - length) < 2_000, "\(address.path)")
        }
        #expect(try await many.text(.index()).utf8.count < few.text(.index()).utf8.count + 40_000)
    }

    @Test func `what the desk arranges and renames is on every page at once`() async throws {
        let room = try await Newsroom(Self.sections(20))
        let story = try await room.story(1).address
        let pages: [Address] = [.front, .section(Self.slug(3)), .index(), story, .search("kawat")]
        for address in pages { _ = try await room.page(address) }
        try await room.desk.arrangeSections([Self.slug(20), Self.slug(3)])
        try await room.press.follower.catchUp()
        for address in pages {
            let named = try await Self.named(room.text(address))
            #expect(named == ["Rubrik nomor 20", "Rubrik nomor 3"], "\(address.path)")
        }
        // Not one of the navigation.
        _ = try await room.page(.feed(.rss, .section(Self.slug(1))))
        try await room.desk.renameSection(Self.slug(1), to: "Nama & baru")
        try await room.press.follower.catchUp()
        #expect(try await room.text(story).contains("Nama &amp; baru"))
        #expect(try await room.text(.feed(.rss, .section(Self.slug(1)))).contains("<category>Nama &amp; baru"))
        try await room.desk.arrangeSections([])
        try await room.press.follower.catchUp()
        let front = try await Self.named(room.text(.front))
        // The first is called otherwise now.
        #expect(front == (2...12).map { "Rubrik nomor \($0)" })
    }

    @Test func `a head is small enough for any proxy, whatever a story is tagged with`() async throws {
        let item = WireItem.sample(1) { copy in
            copy.section = Section(name: String(repeating: "rubrik panjang ", count: 6))
            copy.tags = (1...50).map { Tag(name: "\($0) " + String(repeating: "topik panjang ", count: 6)) }
            let name = String(repeating: "nama panjang ", count: 6)
            copy.bylines = (1...20).map { Byline(Person(name: "\($0) " + name)) }
        }
        let page = try await Newsroom([item]).page(of: 1)
        let keys = try #require(page.part.surrogateKeys.fields.first?.value)
        #expect(page.part.surrogateKeys.bytes.count < 1_100)
        #expect(keys.hasPrefix("story-1 section-rubrik-panjang"))
        #expect(keys.split(separator: " ")[2] == "site" && keys.contains(" tag-1-topik"))
        let address = try await Newsroom([item]).story(1).address
        #expect(address.path.utf8.count < 256)
    }
}
