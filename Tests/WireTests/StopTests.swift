import News
import Testing

@testable import Wire

/// That a kill or a hold is understood whatever else of it is missing or wrong.
@Suite struct StopTests {
    @Test(arguments: ["canceled", "cancelled", "Canceled", " CANCELED ", "stat:canceled", "withheld", "stat:withheld"])
    func `a stub is understood, in each spelling of the status`(status: String) throws {
        for more in [
            "", #","versionCreated":"2022-08-15T11:53:00+07:00""#, #","versionCreated":"kemarin""#,
            #","headlines":[{"value":"Judul"}],"type":"picture""#, #","firstCreated":"2022-08-15T11:53:00Z""#,
            #","headlines":[{"value":"J"}],"bodies":[{"value":7,"contentType":"text/html"}],"language":[]"#,
        ] {
            let item = try #require(Read.item(#"{"uri":"tag:a","pubStatus":"\#(status)"\#(more)}"#))
            #expect(item.status == (status.contains("withheld") ? .withheld : .canceled))
            #expect(item.isStub)
            #expect(item.isDated == more.contains("2022-08-15T11:53:00+07:00"))
        }
    }

    @Test func `a kill with its words is no stub, and says its number`() throws {
        for version in ["7", #""7""#] {
            let json = Read.json(#""pubStatus":"canceled","version":\#(version),"bodies":[{"value":"Isi."}]"#)
            let item = try #require(Read.item(json))
            #expect(!item.isStub && item.isDated && item.edition == "7")
        }
    }

    @Test func `copy that may be published says whether it is dated`() throws {
        #expect(try #require(Read.item(Read.json())).isDated)
        let undated = #"{"uri":"a","firstCreated":"2022-08-15T11:53:00Z","headline":"Judul"}"#
        #expect(try #require(Read.item(undated)).isDated == false)
    }

    private static let codes: [(json: String, status: WireItem.Status)] = [
        (#""http://cv.iptc.org/newscodes/pubstatusg2/canceled""#, .canceled), (#""statusg2:canceled""#, .canceled),
        (#""https://cv.iptc.org/newscodes/pubstatusg2/withheld/""#, .withheld), (#""\ufeffcanceled\u200b""#, .canceled),
        (#"{"qcode":"stat:canceled","name":"Dicabut"}"#, .canceled), (#"["canceled"]"#, .canceled),
        (#"[{"uri":"http://cv.iptc.org/newscodes/pubstatusg2/canceled"}]"#, .canceled),
        (#""can\u00adceled\n""#, .canceled),
        (#"["usable","withheld","canceled"]"#, .canceled), (#""Ｃａｎｃｅｌｅｄ""#, .canceled),
        (#""usable","pubstatus":"canceled""#, .canceled),
        (#""usable","PUBSTATUS":"Withheld""#, .withheld), (#"null,"pub_status":"canceled""#, .canceled),
        (#""embargoed""#, .withheld), (#""http://cv.iptc.org/newscodes/pubstatusg2/usable""#, .usable),
        (#""embargoed","embargoed":"2022-08-16T11:53:00+07:00""#, .usable), ("null", .usable),
    ]

    @Test(arguments: codes)
    func `a status is understood in whatever it is wrapped`(code: (json: String, status: WireItem.Status)) throws {
        #expect(try #require(Read.item(Read.json(#""pubStatus":\#(code.json)"#))).status == code.status)
    }

    @Test(arguments: [" tag:a", "tag:a\\n", "\\u200btag:a\\u200b", "\\ufefftag:a ", "\\u00a0tag:a\\u2060"])
    func `a kill finds its story, whatever cannot be seen stands around the uri`(uri: String) throws {
        #expect(try #require(Read.item(#"{"uri":"\#(uri)","pubStatus":"canceled"}"#)).uri == "tag:a")
    }

    private static let broken: [[UInt8]] = [
        Array("{\"uri\":\"tag:a\",\"pubStatus\":\"canceled\",\"edNote\":\"a\tb\"}".utf8),
        Array(#"{"associations":[{"uri":"tag:b"}],"edNote":""#.utf8) + [0xE9]
            + Array(#"","uri":"tag:a","pubStatus":"stat:canceled"}"#.utf8),
        Array(#"{"uri":"tag:a","pubStatus":{"qcode":"stat:withheld"},"edNote":"\ud800"}"#.utf8),
        Array(#"{"pubStatus":"canceled","uri":"tag:a","edNote":"a","edNote":"b"}"#.utf8),
        Array(#"{"pubStatus": "canceled", "uri": "tag:a", "edNote": "a"#.utf8),
        Array("{\n\"uri\":\"tag:a\",\n\"edNote\":\"a\nb\",\n\"pubstatus\":\"canceled\"\n}".utf8),
        Array("[{\"uri\":\"tag:a\",\"pubStatus\":\"canceled\",\"edNote\":\"a\tb\"}]".utf8),
        Array("{\"items\":[{\"uri\":\"tag:a\",\"pubStatus\":\"canceled\",\"edNote\":\"a\tb\"}]}".utf8),
    ]

    @Test(arguments: broken)
    func `what is no JSON and may have been a kill is told of as one`(bytes: [UInt8]) throws {
        guard case .refused(let refusal)? = Read.all(bytes).first else {
            Issue.record("taken")
            return
        }
        #expect(refusal.uri == "tag:a")
        #expect(refusal.reason.hasSuffix("; it may have been a kill or a hold of tag:a, so look at that story now"))
    }

    @Test func `what is no JSON and was no kill is not told of as one`() throws {
        let reason = try #require(
            Read.reason(Array("{\"uri\":\"a\",\"pubStatus\":\"usable\",\"by\":\"canceled\t\"}".utf8))
        )
        #expect(!reason.contains("kill"))
    }

    @Test func `an unknown status is refused, and nothing usable lacks what it needs`() {
        #expect(Read.reason(Array(#"{"uri":"a","pubStatus":"killed?"}"#.utf8)) != nil)
        #expect(Read.reason(Array(#"{"uri":"a","pubStatus":"usable"}"#.utf8)) != nil)
    }
}
