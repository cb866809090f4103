import TestSupport
import Testing

@testable import News

/// Where a story's pictures stand, and that their numbers never move.
@Suite struct StoryPictureTests {
    private static func use(_ name: Character, _ placement: PictureUse.Placement = .text) -> PictureUse {
        let digest = String(repeating: name, count: 64)
        let picture = Picture(digest: digest, width: 640, height: 480, widths: [320, 640], mediaType: "image/jpeg")
        return PictureUse(picture: picture, caption: "Foto \(name)", placement: placement)
    }

    private static func copy(_ pictures: [PictureUse], _ body: String = "<p>Isi.</p>") throws -> Copy {
        var copy = Copy.sample
        copy.pictures = pictures
        copy.body = try Body(html: body)
        return copy
    }

    @Test func `a wire's first picture is the hero, and what the text does not have stands below it`() throws {
        let uses = "abc".map { Self.use($0, .usual) }
        let copy = try Self.copy(uses, "<figure data-picture=\"1\"></figure><p>Isi.</p>")
        #expect(copy.heroIndex == 0 && copy.picturesBelow == [2])
    }

    @Test func `a picture that was put into the text is neither the hero nor below it`() throws {
        var copy = try Self.copy([Self.use("a"), Self.use("b", .below)])
        #expect(copy.hero == nil && copy.picturesBelow == [1])
        copy.setHero(0)
        #expect(copy.heroIndex == 0)
        copy.setHero(1)
        #expect(copy.heroIndex == 1 && copy.picturesBelow == [])
        copy.setHero(nil)
        #expect(copy.heroIndex == nil && copy.picturesBelow == [])
    }

    @Test func `without a hero no other picture takes its place`() throws {
        var copy = try Self.copy([Self.use("a", .usual), Self.use("b")])
        copy.setHero(1)
        copy.setHero(nil)
        #expect(copy.heroIndex == nil)
        copy.setHero(0)
        #expect(copy.heroIndex == 0)
    }

    @Test func `publication drops what is shown nowhere, and no number moves`() throws {
        let body =
            "<figure data-picture=\"2\"></figure><blockquote><figure data-picture=\"4\"></figure><p>K.</p></blockquote>"
        let uses = [
            Self.use("a"), Self.use("b", .below), Self.use("c"), Self.use("d", .hero), Self.use("e"), Self.use("f"),
        ]
        let shown = try Self.copy(uses, body).withoutUnusedPictures.pictures
        #expect(shown == [.vacant, uses[1], uses[2], uses[3], uses[4], .vacant])
    }

    @Test(arguments: ["its time", "an embargo lifted late", "publication", "the desk again"])
    func `a text that waits keeps what it does not show until readers get it`(_ end: String) throws {
        let (now, time) = (Timestamp.sampleNow, Timestamp.sampleNow.adding(seconds: 60))
        let uses = [Self.use("a"), Self.use("b", .hero)]
        var story = Story.sample(1, state: .never)
        story.words = try Self.copy(uses)
        _ = try story.schedule(for: time, by: "bagus", at: now)
        #expect(story.published?.pictures == uses)
        switch end {
        case "its time": _ = story.release(at: time)
        case "an embargo lifted late":
            _ = try story.embargo(until: time.adding(seconds: 60), by: "bagus", at: now)
            _ = try story.embargo(until: nil, by: "bagus", at: time)
        case "publication": _ = try story.publish(by: "bagus", at: now)
        default: _ = try story.unschedule(by: "bagus", at: now)
        }
        if end == "the desk again" {
            #expect(story.state == .never && story.workingCopy?.copy.pictures == uses)
        } else {
            #expect(story.state == .live && story.published?.pictures == [.vacant, uses[1]])
        }
    }

    @Test(arguments: ["picture.3.caption", "picture.0.below", "hero", "headline", "picture.12.alternative"])
    func `a field is found by its name`(_ name: String) {
        #expect(CopyField(name: name)?.name == name)
    }

    @Test(arguments: [
        "", "picture", "picture.", "picture.1", "picture.1.", "picture.-1.caption", "picture.x.caption",
        "picture.1.uri",
        "picture.1.caption.2", "picture.01.caption ", "Hero", "body", "picture..caption",
        "picture.99999999999999999999.credit",
    ])
    func `no other name is a field`(_ name: String) { #expect(CopyField(name: name) == nil) }

    @Test func `a field of a picture takes its own kind of value alone, and words of some length`() throws {
        let copy = try Self.copy([Self.use("a")])
        let caption = CopyField.picture(0, .caption)
        #expect(try copy.with("  Dua \n baris ", as: caption)?.pictures[0].caption == "Dua baris")
        #expect(try copy.with(.bool(true), as: caption) == nil)
        #expect(try copy.with("x", as: .picture(1, .caption)) == nil)
        #expect(try copy.with("x", as: .picture(0, .below)) == nil && copy.with("0", as: .hero) == nil)
        #expect(try copy.with(.integer(1), as: .hero) == nil && copy.with(.number("0.5"), as: .hero) == nil)
        #expect(try copy.with(.integer(0), as: .hero)?.heroIndex == 0)
        for (field, characters, fault) in [
            (PictureUse.Field.caption, 5_001, StoryPictureFault.longCaption), (.credit, 201, .longCredit),
            (.alternativeText, 1_001, .longAlternative),
        ] {
            let long = JSONValue.string(String(repeating: "x", count: characters))
            #expect(throws: fault) { try copy.with(long, as: .picture(0, field)) }
        }
    }

    @Test func `a vacant place has no hero and no fields that say anything`() throws {
        let copy = try Self.copy([.vacant, Self.use("b")])
        #expect(copy.heroIndex == nil && copy.picturesBelow == [])
        #expect(try copy.with(.integer(0), as: .hero) == nil)
        #expect([.vacant].keepingFiles(of: [PictureUse(picture: Self.use("a").picture)]) == [.vacant])
    }

    @Test func `the same digest makes the same identity, and it is a URN of a UUID`() {
        let one = Identifier.new(digest: Array(0..<32))
        #expect(one == "urn:uuid:00010203-0405-8607-8809-0a0b0c0d0e0f")
        #expect(Identifier.new(digest: Array(1..<33)) != one)
    }
}
