import Editorial
import Foundation
import HTTPTypes
import HummingbirdTesting
import News
import Storage
import TestSupport
import Testing

@testable import Press
@testable import Web

/// A picture is public while a public story shows it.
@Suite struct PublicPictureTests {
    private let file = FileManager.default.temporaryDirectory.path + "/warta-picture-\(UUID().uuidString)"
    private let uri = "/-/pictures/\(Picture.sample.digest)/320.jpg"

    /// A site whose darkroom has every rendition of every picture.
    private func portal(_ items: WireItem...) async throws -> Portal {
        try Data("gambar".utf8).write(to: URL(fileURLWithPath: file))
        let file = file
        return try await Portal(items, pictureFile: { _, _, _ in file })
    }

    private func item(
        _ index: Int64,
        _ status: WireItem.Status = .usable,
        version: Int64 = 0,
        showsPicture: Bool = true
    ) -> WireItem {
        var item = WireItem.sample(index, status: status, version: version)
        if showsPicture { item.copy.pictures = [PictureUse(picture: .sample)] }
        return item
    }

    @Test func `a picture goes with its story and comes back with it`() async throws {
        let portal = try await portal(item(1))
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(try await portal.ask(uri).status == .ok)
        try await portal.desk.withdrawStory(StoryNumber(rawValue: 1), on: .mistake, reason: "Keliru.", actor: "alifia")
        try await portal.press.follower.catchUp()
        try await expectHidden(portal)
        try await portal.desk.bringBackStory(StoryNumber(rawValue: 1), reason: "Benar.", actor: "alifia")
        try await portal.press.follower.catchUp()
        #expect(try await portal.ask(uri).status == .ok)
    }

    @Test func `a picture that the wire killed, withheld or took out of the story is gone`() async throws {
        for after in [
            item(1, .canceled, version: 1), item(1, .withheld, version: 1), item(1, version: 1, showsPicture: false),
        ] {
            let portal = try await portal(item(1))
            defer { try? FileManager.default.removeItem(atPath: file) }
            #expect(try await portal.ask(uri).status == .ok)
            try await portal.take(after)
            try await expectHidden(portal)
        }
    }

    @Test func `a picture of a draft, or of nothing, is as little there as one that never was`() async throws {
        let portal = try await portal(item(1, .withheld))
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await expectHidden(portal)
    }

    @Test func `a picture waits for the embargo of its story`() async throws {
        let portal = try await portal()
        defer { try? FileManager.default.removeItem(atPath: file) }
        var embargoed = item(1)
        embargoed.embargoedUntil = portal.clock.now.adding(seconds: 60)
        try await portal.take(embargoed)
        try await expectHidden(portal)
        portal.clock.advance(seconds: 61)
        try await portal.desk.releaseDueStories()
        try await portal.press.follower.catchUp()
        #expect(try await portal.ask(uri).status == .ok)
    }

    @Test func `a picture of a hidden story that a public one shows too stays public`() async throws {
        let portal = try await portal(item(1), item(2))
        defer { try? FileManager.default.removeItem(atPath: file) }
        for (number, status) in [(Int64(1), HTTPResponse.Status.ok), (2, .notFound)] {
            try await portal.desk.withdrawStory(
                StoryNumber(rawValue: number),
                on: .mistake,
                reason: "Keliru.",
                actor: "alifia"
            )
            try await portal.press.follower.catchUp()
            #expect(try await portal.ask(uri).status == status)
        }
    }

    @Test func `while the store is away, pictures that are known are served and others are put off`() async throws {
        let portal = try await portal(item(1))
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(try await portal.ask(uri).status == .ok)
        portal.home.store.close()
        #expect(try await portal.ask(uri).status == .ok)
        let unknown = try await portal.ask("/-/pictures/\(String(repeating: "cd", count: 32))/320.jpg")
        #expect(unknown.status == .serviceUnavailable && unknown["Cache-Control"] == "no-store")
    }

    @Test func `no page names a picture that is not public`() async throws {
        let portal = try await portal(item(1, showsPicture: false), item(2), item(3, .withheld))
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await portal.desk.withdrawStory(StoryNumber(rawValue: 2), on: .mistake, reason: "Keliru.", actor: "alifia")
        try await portal.press.follower.catchUp()
        for page in [
            "/", "/dunia", "/dunia/1/kawat-nomor-1", "/dunia/2/kawat-nomor-2", "/dunia/3/kawat-nomor-3", "/indeks",
            "/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml", "/sitemap/news.xml", "/cari?q=kawat", "/populer",
        ] {
            #expect(!(try await portal.ask(page).text.contains(Picture.sample.digest)), "\(page)")
        }
    }

    /// The same as for a picture that nobody ever sent, in every field and byte, whatever the client knows of it.
    private func expectHidden(_ portal: Portal, _ location: SourceLocation = #_sourceLocation) async throws {
        let stranger = "/-/pictures/\(String(repeating: "cd", count: 32))/320.jpg"
        for fields: HTTPFields in [[:], [.ifNoneMatch: "*"], [.range: "bytes=0-0"]] {
            let hidden = try await portal.ask(uri, .get, fields)
            let missing = try await portal.ask(stranger, .get, fields)
            #expect(hidden.status == .notFound, sourceLocation: location)
            #expect(hidden.headers == missing.headers && hidden.body == missing.body, sourceLocation: location)
        }
    }
}
