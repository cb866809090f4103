import Editorial
import HTTPTypes
import HummingbirdTesting
import NIOCore
import News
import Storage
import TestSupport
import Testing

@testable import Web

/// The public forms for rights of reply and complaints, and what their senders see afterwards.
@Suite(.timeLimit(.minutes(10))) struct GrievanceFormTests {
    let portal: Portal

    init() async throws { portal = try await Portal([.sample(1)]) }

    private static let good: [String: String] = [
        "berita": "1", "website": "", "name": "Sari Utami", "email": "sari@contoh.example", "phone": "",
        "relation": "Pembaca", "quoted": "Kim", "words": "Bukan \"begitu\" <b>.",
    ]

    private func send(
        _ path: String,
        _ fields: [String: String],
        _ type: String = "application/x-www-form-urlencoded",
        from site: String? = "same-origin"
    ) async throws -> TestResponse {
        let body = fields.map { "\($0.key)=\(PercentEncoding.encodeWhole($0.value))" }.joined(separator: "&")
        var headers: HTTPFields = [.contentType: type]
        headers[.fetchSite] = site
        return try await portal.ask(path, .post, headers, body: ByteBuffer(string: body))
    }

    private func token(_ page: String) throws -> String {
        let start = try #require(page.firstRange(of: "name=\"form\" value=\"")?.upperBound)
        return String(page[start...].prefix { $0 != "\"" })
    }

    private func register() async throws -> [Grievance] {
        try await portal.home.store.read { try $0.openGrievances(limit: 99) }
    }

    @Test(arguments: ["hak-jawab", "pengaduan"])
    func `a form is there by number and by address, leads to a receipt, and takes what is sent twice once`(
        word: String
    ) async throws {
        #expect(try await portal.ask("/" + word).text.contains("name=\"berita\""))
        let page = try await portal.ask("/\(word)?berita=1")
        #expect(page.status == .ok && page["Cache-Control"] == "private, no-store")
        #expect(try await portal.ask("/\(word)?berita=https://warta.example/dunia/1/apa").status == .ok)
        for none in ["2", "0", "x", "-1", "99999999999999999999", "/dunia/2/x"] {
            #expect(try await portal.ask("/\(word)?berita=\(none)").status == .notFound, "\(none)")
        }
        let fields = Self.good.merging(["form": try token(page.text)]) { $1 }
        let sent = try await send("/" + word, fields)
        let place = try #require(sent["Location"])
        #expect(sent.status == .seeOther && place.hasPrefix("/pengajuan/") && place.count == 75)
        #expect(try await send("/" + word, fields)["Location"] == place)
        #expect(try await register().count == 1)
        let receipt = try await portal.ask(place)
        #expect(receipt.status == .ok && receipt["Cache-Control"] == "private, no-store")
        #expect(receipt["X-Robots-Tag"] == "noindex, nofollow" && receipt["Referrer-Policy"] == "no-referrer")
        #expect(receipt.text.contains("nomor 1") && receipt["ETag"] == nil)
        for secret in ["contoh.example", "Sari Utami", "begitu"] { #expect(!receipt.text.contains(secret)) }
        #expect(try await portal.ask(place.uppercased()).status == .notFound)
        #expect(try await portal.ask(String(place.dropLast()) + "g").status == .notFound)
        #expect(try await portal.ask("/pengajuan/" + String(repeating: "0", count: 64)).status == .notFound)
        #expect(AccessEntry.withoutSecret(place) == "/pengajuan/-")
        #expect(try await !portal.ask("/robots.txt").text.contains(place))
    }

    @Test func `what cannot be taken is said, with all that was typed and nothing of it as markup`() async throws {
        let token = try token(try await portal.ask("/hak-jawab?berita=1").text)
        let bad: [(String, String)] = [
            ("name", ""), ("email", "sari"), ("relation", ""), ("quoted", ""), ("words", ""), ("website", "x"),
            ("form", "x"), ("phone", String(repeating: "1", count: 99)),
        ]
        for (field, value) in bad {
            var fields = Self.good.merging(["form": token]) { $1 }
            fields[field] = value
            let answer = try await send("/hak-jawab", fields)
            #expect(answer.status == .badRequest && answer.text.contains("role=\"alert\""), "\(field)")
            if field != "words" { #expect(answer.text.contains("Bukan &quot;begitu&quot; &lt;b&gt;."), "\(field)") }
        }
        #expect(try await register().isEmpty)
    }

    @Test(arguments: ["cross-site", "same-site", "none"])
    func `a form that a page elsewhere sends is shown again, and counts for nobody`(site: String) async throws {
        let token = try token(try await portal.ask("/hak-jawab?berita=1").text)
        let fields = Self.good.merging(["form": token]) { $1 }
        for _ in 1...6 {
            let answer = try await send("/hak-jawab", fields, from: site)
            #expect(answer.status == .forbidden && answer.text.contains("role=\"alert\""))
            #expect(answer.text.contains("Bukan &quot;begitu&quot; &lt;b&gt;."))
        }
        #expect(try await register().isEmpty)
        // A browser that does not say where a form comes from is believed.
        #expect(try await send("/hak-jawab", fields, from: nil).status == .seeOther)
    }

    @Test func `while the store is away, all that was typed comes back and can be sent later`() async throws {
        let token = try token(try await portal.ask("/hak-jawab?berita=1").text)
        let fields = Self.good.merging(["form": token]) { $1 }
        portal.home.store.turnAway(true)
        let put = try await send("/hak-jawab", fields)
        portal.home.store.turnAway(false)
        #expect(put.status == .serviceUnavailable && put["Retry-After"] == "5" && put.text.contains("role=\"alert\""))
        #expect(put["Cache-Control"] == "private, no-store")
        for word in ["Bukan &quot;begitu&quot; &lt;b&gt;.", "Sari Utami", "sari@contoh.example", token] {
            #expect(put.text.contains(word), "\(word)")
        }
        #expect(try await send("/hak-jawab", fields).status == .seeOther)
    }

    @Test func `where all together send too much, nobody is told that their network does`() async throws {
        let draft = GrievanceDraft(name: "X", email: "x@x.example", relation: "X", quoted: "X", words: "X")
        for number in 1...100 {
            let caller = Caller(address: "198.51.\(number).1", network: "198.51.\(number).1")
            _ = try await portal.desk.fileGrievance(
                .reply,
                about: StoryNumber(rawValue: 1),
                draft,
                token: Desk.newGrievanceToken(),
                from: caller
            )
        }
        let token = try token(try await portal.ask("/hak-jawab?berita=1").text)
        let answer = try await send("/hak-jawab", Self.good.merging(["form": token]) { $1 })
        #expect(answer.status == .serviceUnavailable && answer.text.contains("belum dapat kami terima"))
        #expect(!answer.text.contains("jaringan ini"))
    }

    @Test func `a form that was not ours comes back as one that can be sent`() async throws {
        let again = try await send("/hak-jawab", Self.good.merging(["form": "x"]) { $1 })
        let token = try token(again.text)
        #expect(again.status == .badRequest && token.count == 64)
        #expect(try await send("/hak-jawab", Self.good.merging(["form": token]) { $1 }).status == .seeOther)
    }

    @Test func `hostile requests end in a refusal and leave nothing`() async throws {
        #expect(try await send("/hak-jawab", Self.good, "text/plain").status == .badRequest)
        #expect(try await send("/hak-jawab", Self.good, "multipart/form-data; boundary=x").status == .badRequest)
        var large = Self.good
        large["words"] = String(repeating: "x", count: 300_000)
        #expect(try await send("/pengaduan", large).status == .badRequest)
        #expect(try await send("/redaksi", Self.good).status == .methodNotAllowed)
        let receipt = "/pengajuan/" + String(repeating: "0", count: 64)
        #expect(try await send(receipt, Self.good).status == .methodNotAllowed)
        let broken = try await portal.ask(
            "/pengaduan",
            .post,
            [.contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: "berita=%ff&words=%zz")
        )
        #expect(broken.status == .badRequest)
        #expect(try await register().isEmpty)
    }

    @Test func `a network that sends too much is told to wait`() async throws {
        let token = try token(try await portal.ask("/pengaduan?berita=1").text)
        for number in 1...6 {
            var fields = Self.good.merging(["form": token]) { $1 }
            fields["words"] = "Nomor \(number)"
            let answer = try await send("/pengaduan", fields)
            #expect(answer.status == (number < 6 ? .seeOther : .tooManyRequests))
            if number == 6 { #expect(answer.text.contains("Nomor 6")) }
        }
        #expect(try await register().count == 5)
    }
}
