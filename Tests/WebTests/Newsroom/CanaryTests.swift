import Editorial
import HTTPTypes
import HummingbirdTesting
import Logging
import News
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Press
@testable import Web

/// A word is planted wherever readers must not see one, each place another: it is on no address that they can ask for, in
/// no field of an answer, and in no line of the log.
@Suite(.timeLimit(.minutes(10))) struct CanaryTests {
    /// Where a word is planted; its own name is the word.
    private enum Place: String, CaseIterable {
        case draft = "kenaridraf"
        case workingCopy = "kenarinaskah"
        case sentBack = "kenarikembali"
        case embargoed = "kenariembargo"
        case scheduled = "kenarijadwal"
        case withdrawn = "kenaricabut"
        case held = "kenaritahan"
        case killed = "kenaribunuh"
        case note = "kenaricatatan"
        case grievance = "kenaripengajuan"
    }

    /// Every line that the house logs, with what stands in it.
    private final class Log: Sendable {
        let lines = Mutex<[String]>([])
    }

    private struct Handler: LogHandler {
        let log: Log
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            log.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }

    private static func item(
        _ number: Int64,
        _ place: Place,
        _ status: WireItem.Status = .usable,
        version: Int64 = 0
    ) throws -> WireItem {
        var item = WireItem.sample(number, status: status, version: version)
        item.copy.lead = "Teras \(place.rawValue)."
        item.copy.body = try Body(html: "<p>Isi \(place.rawValue).</p>")
        // The page of a withdrawn story stays, under its headline and in its section.
        if place != .withdrawn, place != .killed {
            item.copy.headline = "Judul \(place.rawValue)"
            item.copy.section = Section(name: "Rubrik \(place.rawValue)")
        }
        item.copy.tags = [Tag(name: "Topik \(place.rawValue)")]
        item.copy.bylines = [Byline(Person(name: "Nama \(place.rawValue)"))]
        return item
    }

    private static func fields(_ browser: DeskBrowser, _ place: Place) -> KeyValuePairs<String, String> {
        let word = place.rawValue
        return [
            "base": browser.field("base") ?? "", "headline": "Judul \(word)", "lead": word, "body": "Isi \(word).",
            "section": "Rubrik \(word)", "genre": word, "place": word, "zone": "Asia/Jakarta", "language": "id",
            "tags": "Topik \(word)", "byline": "Nama \(word)", "byline_role": "author", "reason": word,
        ]
    }

    private func step(
        _ browser: DeskBrowser,
        _ story: Int,
        _ name: String,
        _ more: [(String, String)] = []
    ) async throws {
        _ = try await browser.get("/newsroom/stories/\(story)/\(name)")
        let fields = [("token", browser.token ?? ""), ("sight", browser.field("sight") ?? "")] + more
        let body = fields.map { "\($0.0)=\(PercentEncoding.encodeWhole($0.1))" }.joined(separator: "&")
        #expect(try await browser.send("/newsroom/stories/\(story)/\(name)", body).status == .seeOther, "\(name)")
    }

    /// Plants a word in each place, by the ways on which words come there.
    private func plant(_ portal: Portal) async throws {
        let cast = try await DeskCast(portal.desk)
        let browser = try await DeskBrowser.signedIn(portal, cast.managingEditor)
        // 1 is live, and its working copy is another.
        _ = try await browser.get("/newsroom/stories/1")
        #expect(try await browser.post("/newsroom/stories/1", Self.fields(browser, .workingCopy)).status == .seeOther)
        // What the desk says about it, of its text and of all of it.
        for (story, quote) in [(1, "Isi"), (1, "")] {
            let note = ["quote": quote, "text": "@Bagus Santoso \(Place.note.rawValue)?"] as KeyValuePairs
            #expect(try await browser.post("/newsroom/stories/\(story)/notes", note).status == .seeOther)
        }
        // Somebody complains about it, and asks for a right of reply; the desk writes to them.
        for kind in Grievance.Kind.allCases {
            let word = Place.grievance.rawValue
            let draft = GrievanceDraft(
                name: "Nama \(word)",
                email: "\(word)@contoh.example",
                phone: word,
                relation: word,
                quoted: word,
                words: "Isi \(word)."
            )
            _ = try await portal.desk.fileGrievance(
                kind,
                about: StoryNumber(rawValue: 1),
                draft,
                token: Desk.newGrievanceToken(),
                from: Caller(address: "192.0.2.1", network: "192.0.2.1")
            )
        }
        _ = try await browser.get("/newsroom/grievances/1")
        let told: KeyValuePairs = ["act": "tell", "words": Place.grievance.rawValue]
        #expect(try await browser.post("/newsroom/grievances/1", told).status == .seeOther)
        #expect(try await browser.post("/newsroom/grievances/1", ["act": "take"]).status == .seeOther)
        // 2 is live, then held; 3 is killed; 4 waits for its embargo.
        try await portal.take(try Self.item(2, .held), try Self.item(3, .killed))
        try await portal.take(
            try Self.item(2, .held, .withheld, version: 1),
            try Self.item(3, .killed, .canceled, version: 1)
        )
        var embargoed = try Self.item(4, .embargoed)
        embargoed.embargoedUntil = portal.clock.now.adding(seconds: 86_400)
        try await portal.take(embargoed)
        // 5 is live, then withdrawn for a reason that readers may know.
        try await portal.take(try Self.item(5, .withdrawn))
        try await step(browser, 5, "withdrawal", [("ground", "mistake"), ("reason", "Sumbernya keliru.")])
        // 6 is a draft that was sent back; 7 is scheduled.
        _ = try await browser.get("/newsroom/stories")
        #expect(try await browser.post("/newsroom/stories", Self.fields(browser, .draft)).status == .seeOther)
        try await step(browser, 6, "submission")
        try await step(browser, 6, "return", [("reason", Place.sentBack.rawValue)])
        _ = try await browser.get("/newsroom/stories")
        #expect(try await browser.post("/newsroom/stories", Self.fields(browser, .scheduled)).status == .seeOther)
        try await step(browser, 7, "schedule", [("day", "2026-06-01"), ("clock", "10:00")])
        try await portal.press.follower.catchUp()
    }

    /// Every kind of address of readers, for each place; `Address` has no others.
    private static func addresses(_ places: [Place]) -> [String] {
        let always = [
            "/", "/dunia", "/indeks", "/indeks?tanggal=2026-01-02", "/indeks?tanggal=2026-01-01", "/populer",
            "/feed.xml",
            "/atom.xml", "/feed.json", "/sitemap.xml", "/sitemap-0.xml", "/sitemap-news.xml", "/robots.txt",
            "/manifest.webmanifest", "/.well-known/security.txt", "/favicon.ico", "/-/rails", "/-/live", "/-/ready",
            "/-/health", "/-/metrics", "/hak-jawab", "/pengaduan", "/hak-jawab?berita=1", "/pengaduan?berita=1",
        ]
        let stories = (1...8).flatMap { ["/dunia/\($0)/x", "/rubrik-x/\($0)/judul"] }
        let named = places.flatMap { place in
            let word = place.rawValue
            return [
                "/rubrik-\(word)", "/rubrik-\(word)/feed.xml", "/rubrik-\(word)/feed.json", "/tag/topik-\(word)",
                "/tag/topik-\(word)/feed.xml", "/penulis/nama-\(word)", "/indeks?rubrik=rubrik-\(word)",
                "/populer?rubrik=rubrik-\(word)", "/cari?q=\(word)", "/cari?q=judul",
                "/cari?q=\(word.prefix(9))&urut=sesuai",
            ]
        }
        return always + stories + named
    }

    @Test func `no address of readers and no field of an answer has a planted word`() async throws {
        let portal = try await Portal()
        try await plant(portal)
        for address in Self.addresses(Place.allCases) {
            // The redirect that a story's number leads to is followed: it names the story.
            var response = try await portal.ask(address)
            if response.status == .movedPermanently, let next = response["Location"] {
                response = try await portal.ask(next.replacing("https://warta.example", with: ""))
            }
            let head = response.headers.filter { $0.name != .setCookie }.map(\.description).joined(separator: "\n")
            for place in Place.allCases {
                #expect(!head.contains(place.rawValue), "\(place) in the head of \(address)")
                // What somebody asks for is said back to them, and nothing else.
                if !address.contains(place.rawValue) {
                    #expect(!response.text.contains(place.rawValue), "\(place) at \(address)")
                }
            }
            if address.hasPrefix("/cari?q=kenari") { #expect(!response.text.contains("Isi kenari"), "\(address)") }
        }
    }

    @Test func `no line of the log has a planted word, whatever is done and asked for`() async throws {
        let log = Log()
        let portal = try await Portal(logger: Logger(label: "canary") { _ in Handler(log: log) })
        try await plant(portal)
        for address in Self.addresses([]) { _ = try await portal.ask(address) }
        let lines = log.lines.withLock { $0 }
        #expect(!lines.isEmpty)
        for place in Place.allCases { #expect(!lines.contains { $0.contains(place.rawValue) }, "\(place) in the log") }
    }

    @Test func `a name that only hidden stories have leads to the same answer as a name that nothing has`() async throws
    {
        let portal = try await Portal()
        try await plant(portal)
        func answer(_ path: String, _ word: String) async throws -> String {
            let response = try await portal.ask(path.replacing("*", with: word))
            let head = response.headers.filter { $0.name != .date && $0.name != .lastModified }.map(\.description)
            return ([response.status.description] + head + [response.text]).joined(separator: "\n")
                .replacing(word, with: "*")
        }
        let paths = [
            "/rubrik-*", "/rubrik-*/feed.xml", "/tag/topik-*", "/tag/topik-*/feed.xml", "/penulis/nama-*", "/*",
        ]
        for place in Place.allCases where place != .sentBack {
            for path in paths {
                let unknown = try await answer(path, "tidakpernahada")
                #expect(try await answer(path, place.rawValue) == unknown, "\(place) at \(path)")
            }
        }
    }

    @Test func `a draft that is published is seen, so the words are looked for where they would be`() async throws {
        let portal = try await Portal()
        try await portal.take(try Self.item(2, .draft))
        var seen: Set<String> = []
        for address in Self.addresses([.draft]) {
            var response = try await portal.ask(address)
            if response.status == .movedPermanently, let next = response["Location"] {
                response = try await portal.ask(next.replacing("https://warta.example", with: ""))
            }
            if response.text.contains(Place.draft.rawValue) { seen.insert(address) }
        }
        for address in [
            "/", "/indeks", "/feed.xml", "/atom.xml", "/feed.json", "/sitemap-0.xml", "/sitemap-news.xml", "/-/rails",
            "/rubrik-kenaridraf", "/tag/topik-kenaridraf", "/penulis/nama-kenaridraf", "/cari?q=judul", "/dunia/2/x",
        ] {
            #expect(seen.contains(address), "\(address)")
        }
    }
}
