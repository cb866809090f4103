import TestSupport
import Testing

@testable import News

/// What a label asks of a story, and what is known of paid content by its genre.
@Suite struct PaidContentTests {
    private let now = Timestamp.sampleNow
    private let paid = PaidContent(label: .sponsored, payer: " PT\n Maju ")

    @Test func `a label says who paid, is changed and taken away, and readers' pages change with it`() throws {
        var story = Story.sample(1)
        let change = try story.label(paid, isReply: false, by: "bagus", at: now)
        #expect(story.life.paid == PaidContent(label: .sponsored, payer: "PT Maju") && story.updated == now)
        #expect(change.act == .labelled && change.reason == "sponsored: PT Maju")
        let topics = change.entry(for: story, by: "bagus", at: now).topics
        #expect(topics.isSuperset(of: [.site, .section(Section.dunia.slug), .tag(Tag.rusia.slug)]))
        #expect(throws: NewsError.self) { _ = try story.label(paid, isReply: false, by: "bagus", at: now) }
        _ = try story.label(nil, isReply: false, by: "bagus", at: now)
        #expect(story.life.paid == nil)
        #expect(throws: NewsError.self) { _ = try story.label(nil, isReply: false, by: "bagus", at: now) }
    }

    @Test func `nobody is labelled without who paid, and a right of reply never`() throws {
        for payer in ["", " \n\u{200B}", String(repeating: "a", count: PaidContent.longestPayer + 1)] {
            var story = Story.sample(1)
            let nameless = PaidContent(label: .advertorial, payer: payer)
            let error = #expect(throws: NewsError.self) {
                _ = try story.label(nameless, isReply: false, by: "bagus", at: now)
            }
            #expect(error?.code == .invalid && story.life.paid == nil)
        }
        var reply = Story.sample(1)
        let error = #expect(throws: NewsError.self) { _ = try reply.label(paid, isReply: true, by: "bagus", at: now) }
        #expect(error?.code == .refused)
    }

    @Test(arguments: [
        ("Advertorial", PaidContent.Label.advertorial), (" PARIWARA ", .advertorial), ("iklan", .advertisement),
        ("Ads", .advertisement), ("Konten  Bersponsor", .sponsored), ("Advertiser Supplied", .advertorial),
        ("Berita", nil), ("", nil), ("Iklim", nil), ("Adat", nil),
    ])
    func `a genre that means paid content is known in whatever letters`(genre: String, label: PaidContent.Label?) {
        #expect(PaidContent.Label(genre: genre) == label)
    }

    @Test func `a wire's paid copy is labelled as it comes, and the desk's label stays`() {
        var item = WireItem.sample(1)
        item.copy.genre = "Advertorial"
        var story = Story(item, under: nil, by: .wire("afp"), at: now)
        #expect(story.life.paid == PaidContent(label: .advertorial, payer: "") && story.state == .live)
        story.life.paid = PaidContent(label: .advertisement, payer: "PT Maju")
        item.version = item.version.adding(seconds: 60)
        item.copy.headline = "Lain"
        _ = story.take(item, under: nil, by: .wire("afp"), at: now)
        #expect(story.life.paid == PaidContent(label: .advertisement, payer: "PT Maju"))
        item.paid = PaidContent(label: .sponsored, payer: "PT Lain")
        #expect(Story(item, under: nil, by: .wire("afp"), at: now).life.paid == item.paid)
    }

    @Test func `a wire takes back its own label, and corrects it, as long as nobody has named who paid`() {
        var item = WireItem.sample(1)
        func next(_ genre: String, _ story: inout Story) {
            item.version = item.version.adding(seconds: 60)
            item.copy.genre = genre
            _ = story.take(item, under: nil, by: .wire("afp"), at: now)
        }
        item.copy.genre = "Iklan"
        var story = Story(item, under: nil, by: .wire("afp"), at: now)
        next("Pariwara", &story)
        #expect(story.life.paid == PaidContent(label: .advertorial, payer: ""))
        next("Berita", &story)
        #expect(story.life.paid == nil)
        next("Pariwara", &story)
        story.life.paid = PaidContent(label: .advertorial, payer: "PT Maju")
        next("Berita", &story)
        #expect(story.life.paid?.payer == "PT Maju")
    }

    @Test func `copy that says nothing new but who paid is not the same`() {
        var item = WireItem.sample(1)
        let plain = item.fingerprint
        item.paid = PaidContent(label: .sponsored, payer: "")
        let labelled = item.fingerprint
        item.paid = PaidContent(label: .sponsored, payer: "PT Lain")
        #expect(plain != labelled && labelled != item.fingerprint)
    }

    @Test func `no label is taken from a text whose genre says that somebody paid`() throws {
        var story = Story.sample(1)
        story.words.genre = "Pariwara"
        story.life.paid = PaidContent(label: .advertorial, payer: "PT Maju")
        let error = #expect(throws: NewsError.self) { _ = try story.label(nil, isReply: false, by: "bagus", at: now) }
        #expect(error?.code == .refused && story.life.paid != nil)
        story.words.genre = ""
        _ = try story.label(nil, isReply: false, by: "bagus", at: now)
        #expect(story.life.paid == nil)
    }

    @Test func `the mark of a picture stays when its wire sends it again without`() {
        let other = [PictureUse(uri: "urn:a", caption: "Lama", madeWithAI: .made)]
        let again = [PictureUse(uri: "urn:a", caption: "Baru"), PictureUse(uri: "urn:b", caption: "Lama")]
        #expect(again.keepingFiles(of: other).map(\.madeWithAI) == [.made, nil])
    }

    @Test func `a picture's source is known by IPTC's names, and by nothing else`() {
        let list = "cv.iptc.org/newscodes/digitalsourcetype/"
        for (text, known) in [
            ("http://\(list)trainedAlgorithmicMedia", PictureUse.MadeWithAI.made),
            ("https://\(list)compositeWithTrainedAlgorithmicMedia", .changed), ("trainedAlgorithmicMedia", .made),
            ("http://\(list)digitalCapture", nil), ("https://lain.example/trainedAlgorithmicMedia", nil), ("", nil),
        ] as [(String, PictureUse.MadeWithAI?)] {
            #expect(PictureUse.MadeWithAI(sourceType: text) == known, "\(text)")
        }
        for one in PictureUse.MadeWithAI.allCases { #expect(PictureUse.MadeWithAI(sourceType: one.uri) == one) }
    }
}
