import News
import TestSupport
import Testing

@testable import Press

@Suite struct DirectionTests {
    private static let arabic = WireItem.sample(1) { copy in
        copy.language = "ar"
        copy.headline = "الرئيس يلقي خطابا"
        copy.lead = "خطاب في يوم التحرير"
    }

    @Test func `a story in another language says how it is written, and the words around it how they are`() async throws
    {
        let room = try await Newsroom([Self.arabic, .sample(2)])
        let text = try await room.text(of: 1)
        #expect(text.contains("<html lang=\"id\" dir=\"ltr\">"))
        #expect(text.contains("<article class=\"story\" data-story=\"1\" lang=\"ar\" dir=\"rtl\">"))
        #expect(text.contains("<section class=\"related\" lang=\"id\" dir=\"ltr\""))
        #expect(text.contains("<p class=\"dateline\" lang=\"id\" dir=\"ltr\">"))
        #expect(try await !room.text(of: 2).contains("<article class=\"story\" data-story=\"2\" lang"))
    }

    @Test func `so do its rows in every list, rail and feed`() async throws {
        let room = try await Newsroom([Self.arabic, .sample(2)])
        let mark = " lang=\"ar\" dir=\"rtl\""
        let lists: [Address] = [
            .front, .section(Section.dunia.slug), .index(), .tag(Tag.rusia.slug), .author(Person.alifia.slug),
            .search("خطابا"), .rails,
        ]
        for address in lists {
            let text = try await room.text(address)
            #expect(text.contains(mark), "\(address.path)")
            #expect(!text.contains("lang=\"id\" dir=\"ltr\"><a"), "\(address.path)")
        }
        for format in [Address.FeedFormat.rss, .atom] {
            #expect(try await room.text(.feed(format)).contains("&lt;div lang=&quot;ar&quot; dir=&quot;rtl&quot;&gt;"))
        }
        #expect(try await room.text(.feed(.json)).contains("<div lang=\\\"ar\\\" dir=\\\"rtl\\\">"))
        #expect(try await room.text(.feed(.atom)).contains("<entry xml:lang=\"ar\">"))
    }

    @Test func `a row in the site's language has nothing of another's, wherever the other stands`() async throws {
        let own = (1...3).map { index in
            WireItem.sample(index) { copy in
                copy.headline = "Kata nomor \(index)"
                copy.lead = "Ringkasan kata nomor \(index)."
                copy.body = Body(text: "Isi kata nomor \(index).")
            }
        }
        var arabic = WireItem.sample(4) { copy in
            copy.language = "ar"
            copy.headline = "الرئيس kata"
            copy.lead = "خطاب في يوم التحرير"
            copy.body = Body(text: "خطاب kata")
        }
        for newest in [true, false] {
            arabic.firstPublished = own[1].firstPublished.adding(seconds: newest ? 3_600 : -3_600)
            let room = try await Newsroom(own + [arabic])
            let lists: [Address] = [
                .front, .section(Section.dunia.slug), .index(), .tag(Tag.rusia.slug), .search("kata"),
            ]
            for address in lists {
                for line in try await room.text(address).split(separator: "\n") where line.contains("nomor") {
                    #expect(!line.contains("lang="), "\(address.path): \(line)")
                }
            }
            #expect(try await room.text(.search("kata")).contains("<p class=\"summary\" lang=\"ar\" dir=\"rtl\">"))
        }
    }
}
