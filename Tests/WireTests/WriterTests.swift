import News
import TestSupport
import Testing

@testable import Wire

@Suite struct WriterTests {
    private static let picture = Picture(
        digest: String(repeating: "ab", count: 32),
        width: 1_600,
        height: 900,
        widths: [640],
        mediaType: "image/jpeg"
    )

    private static func story(_ state: PublicState = .live) throws -> Story {
        let body = try Body(html: "<p>Satu “dua”<br>tiga</p><figure data-picture=1></figure><ul><li>a</ul>")
        var copy = Copy(
            headline: "Judul \"besar\"\u{1F600}",
            body: body,
            section: Section(name: "Dunia"),
            language: "id",
            zone: .wita
        )
        copy.lead = "Ringkas <b>"
        copy.genre = "Berita"
        copy.place = "Jakarta"
        copy.bylines = [Byline(Person(name: "Sari")), Byline(Person(name: "Budi"), as: .editor)]
        copy.tags = [Tag(name: "Harga Cabai")]
        copy.pictures = [
            PictureUse(
                picture: picture,
                caption: "Kata",
                credit: "AFP",
                alternativeText: "Dua orang",
                madeWithAI: .changed
            ),
            PictureUse(caption: "Tanpa berkas"),
        ]
        copy.urgency = 3
        copy.copyrightHolder = "Warta"
        copy.copyrightNotice = "© 2022"
        copy.usageTerms = "Baris\ndua"
        copy.editorialNote = "Untuk meja"
        let first = Timestamp(milliseconds: 1_660_539_180_120)
        var story = Story(
            number: StoryNumber(rawValue: 7),
            uri: "tag:a",
            copy: copy,
            state: state,
            firstPublished: first
        )
        story.updated = first.adding(seconds: 60)
        story.contentCreated = first.adding(seconds: -60)
        story.embargoedUntil = first
        story.formerPaths = ["/lama?x=1"]
        story.paid = PaidContent(label: .advertorial, payer: "PT <Maju>")
        if state == .withdrawn {
            story.withdrawal = Story.Withdrawal(at: story.updated, ground: .court, reason: "Salah kutip")
        }
        return story
    }

    /// The story that an import makes of an item, its pictures found again.
    private static func taken(_ item: WireItem, _ state: PublicState) throws -> Story {
        let number = try #require(item.number)
        var story = Story(
            number: number,
            uri: item.uri,
            copy: item.copy,
            state: state,
            firstPublished: item.firstPublished
        )
        story.updated = item.version
        story.paid = item.paid
        story.contentCreated = item.contentCreated
        story.embargoedUntil = item.embargoedUntil
        story.formerPaths = item.formerPaths
        for index in item.pictures.indices where !item.pictures[index].files.isEmpty {
            story.words.pictures[index].picture = picture
        }
        if state == .withdrawn {
            // The ground is in the record, which an import does not read.
            story.withdrawal = Story.Withdrawal(at: item.version, ground: .court, reason: item.withdrawalReason)
        }
        return story
    }

    @Test(arguments: PublicState.allCases)
    func `what is exported, imported and exported again is the same bytes`(state: PublicState) throws {
        let story = try Self.story(state)
        let line = NinjsWriter().line(story) { "pictures/\($0.digest).jpg" }
        let item = try #require(Read.item(String(decoding: line, as: UTF8.self)))
        #expect(item.pictures.first?.files == ["pictures/\(Self.picture.digest).jpg"])
        let again = try Self.taken(item, state)
        #expect(again.copy.body == story.copy.body)
        #expect(again.copy.bylines == story.copy.bylines && again.copy.editorialNote == story.copy.editorialNote)
        #expect(again.withdrawal == story.withdrawal && again.paid == story.paid)
        #expect(again.copy.genre == "Berita" && again.copy.pictures.map(\.madeWithAI) == [.changed, nil])
        #expect(NinjsWriter().line(again) { "pictures/\($0.digest).jpg" } == line)
    }

    @Test func `a line is one line, and says what ninjs 3.1 has names for`() throws {
        let line = NinjsWriter().line(try Self.story()) { _ in "a.jpg" }
        #expect(!line.contains(UInt8(ascii: "\n")))
        let json = try JSONValue(parsing: line)
        #expect(json["standard"]?["version"]?.string == "3.1")
        #expect(json["pubStatus"]?.string == "usable")
        #expect(json["firstCreated"]?.string == "2022-08-15T12:53:00.120+08:00")
        #expect(json["by"]?.string == "Sari")
        #expect(json["associations"]?.values.allSatisfy { $0["uri"]?.string?.isEmpty == false } == true)
        let allowed: Set<String> = [
            "standard", "uri", "type", "language", "pubStatus", "urgency", "firstCreated", "versionCreated",
            "contentCreated", "embargoedUntil", "headlines", "descriptions", "by", "people", "located", "genres",
            "infoSources",
            "subjects", "bodies", "associations", "altIds", "copyrightHolder", "copyrightNotice", "usageTerms",
            "edNote",
        ]
        #expect(json.members.allSatisfy { allowed.contains($0.key) })
    }

    @Test func `what a story does not have is not written`() throws {
        let copy = Copy(headline: "a", body: Body(blocks: []), section: Section(name: "b"), language: "id", zone: .utc)
        let story = Story(
            number: StoryNumber(rawValue: 1),
            uri: "u",
            copy: copy,
            state: .never,
            firstPublished: Timestamp(seconds: 0)
        )
        let text = String(decoding: NinjsWriter().line(story) { _ in "" }, as: UTF8.self)
        #expect(!text.contains("\"\"") && !text.contains("[]"))
        #expect(text.contains(#""pubStatus":"withheld""#))
    }
}

extension WriterTests {
    @Test func `where the desk has put each picture comes back, and no number moves`() throws {
        var story = try Self.story()
        var copy = story.copy
        copy.pictures = [.vacant, PictureUse(picture: Self.picture, caption: "Kata"), PictureUse(caption: "Bawah")]
        for (index, placement) in [PictureUse.Placement.text, .hero, .below].enumerated() {
            copy.pictures[index].placement = placement
        }
        story.words.pictures = copy.pictures
        let line = NinjsWriter().line(story) { "pictures/\($0.digest).jpg" }
        let item = try #require(Read.item(String(decoding: line, as: UTF8.self)))
        #expect(item.copy.pictures.map(\.placement) == [.text, .hero, .below])
        #expect(item.copy.pictures.first == .vacant && item.copy.heroIndex == 1)
        #expect(item.copy.body == story.copy.body)
    }
}
