import News
import TestSupport
import Testing

/// Limits that hold for items of every format.
@Suite struct WireLimitTests {
    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    /// One letter with so many accents.
    private static func accented(_ count: Int) -> String { "a" + String(repeating: "\u{301}", count: count) }

    private static let excesses: [(reason: String, change: @Sendable (inout WireItem) -> Void)] = [
        ("has no uri", { $0.uri = "" }),
        ("longer than 1,024 bytes", { $0.uri = text(1_025) }),
        ("white space in it", { $0.uri = "tag:a b" }),
        ("has no headline", { $0.copy.headline = " \u{200B}" }),
        ("headline of more than 500", { $0.copy.headline = text(501) }),
        ("headline of more than 500", { $0.copy.headline = accented(4_001) }),
        ("description of more than 5,000", { $0.copy.lead = text(5_001) }),
        ("section of more than 200", { $0.copy.section = Section(name: text(201)) }),
        ("genre of more than 200", { $0.copy.genre = accented(1_601) }),
        ("place of more than 200", { $0.copy.place = text(201) }),
        ("byline of more than 200", { $0.copy.bylines = [Byline(Person(name: text(201)))] }),
        ("subject of more than 200", { $0.copy.tags = [Tag(name: text(201))] }),
        ("copyright notice of more than 20,000", { $0.copy.copyrightNotice = text(20_001) }),
        ("note for the desk of more than 20,000", { $0.copy.editorialNote = text(20_001) }),
        ("urgency", { $0.copy.urgency = 0 }),
        ("urgency", { $0.copy.urgency = .max }),
        ("language", { $0.copy.language = "" }),
        ("language", { $0.copy.language = text(36) }),
        ("years 1 to 9999", { $0.version = Timestamp(milliseconds: .max) }),
        ("years 1 to 9999", { $0.embargoedUntil = Timestamp(milliseconds: .min) }),
        ("body that", { $0.copy.body = Body(text: text(Body.longest + 1)) }),
        ("picture credit", { $0.pictures = [.init(use: PictureUse(credit: text(201)), files: [])] }),
        ("caption", { $0.pictures = [.init(use: PictureUse(caption: text(5_001)), files: [])] }),
        ("alternative text", { $0.pictures = [.init(use: PictureUse(alternativeText: text(1_001)), files: [])] }),
    ]

    @Test(arguments: excesses.indices)
    func `an item beyond a limit is refused`(index: Int) throws {
        var item = WireItem.sample(1)
        Self.excesses[index].change(&item)
        let error = #expect(throws: WireItemFault.self) { try item.limited() }
        #expect(error?.reason.contains(Self.excesses[index].reason) == true, "\(error?.reason ?? "")")
        #expect(item.fault == error?.reason)
    }

    @Test(arguments: excesses.indices.dropFirst(3), [WireItem.Status.canceled, .withheld])
    func `a kill or a hold beyond a limit is obeyed without its words`(index: Int, status: WireItem.Status) throws {
        var item = WireItem.sample(1, status: status)
        item.edition = "2"
        item.withdrawalReason = "Keliru."
        Self.excesses[index].change(&item)
        let limited = try item.limited()
        #expect(limited.isStub && limited.status == status && limited.uri == item.uri)
        #expect(limited.copy.headline.isEmpty && limited.pictures.isEmpty)
        #expect(limited.version == item.version && limited.edition == "2" && limited.withdrawalReason == "Keliru.")
    }

    @Test func `an item at the limits is taken as it is`() throws {
        var item = WireItem.sample(1)
        item.uri = Self.text(1_024)
        item.copy.headline = Self.accented(3_999)
        item.copy.lead = Self.text(5_000)
        item.copy.tags = (1...50).map { Tag(name: "Topik \($0)") }
        item.copy.editorialNote = Self.text(20_000)
        #expect(try item.limited() == item)
    }

    @Test func `lists that are too long are cut`() throws {
        var item = WireItem.sample(1)
        item.copy.tags = (1...60).map { Tag(name: "Topik \($0)") }
        item.copy.bylines = (1...60).map { Byline(Person(name: "Penulis \($0)")) }
        item.formerPaths = (1...60).map { "/\($0)" }
        item.pictures = (1...70).map { _ in .init(use: PictureUse(), files: (1...50).map { "\($0).jpg" }) }
        item.number = StoryNumber(rawValue: .max)
        item.withdrawalReason = Self.text(6_000)
        item.edition = Self.text(65)
        let limited = try item.limited()
        #expect(limited.copy.tags.count == 50 && limited.copy.bylines.count == 20 && limited.formerPaths.count == 50)
        #expect(limited.pictures.count == 60 && limited.pictures.allSatisfy { $0.files.count == 40 })
        #expect(limited.copy.tags == Array(item.copy.tags.prefix(50)))
        #expect(limited.number == nil && limited.edition.isEmpty)
        #expect(limited.withdrawalReason.count <= 5_000)
        #expect(try limited.limited() == limited)
    }
}
