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

    @Test func `an unknown status is refused, and nothing usable lacks what it needs`() {
        #expect(Read.reason(Array(#"{"uri":"a","pubStatus":"killed?"}"#.utf8)) != nil)
        #expect(Read.reason(Array(#"{"uri":"a","pubStatus":"usable"}"#.utf8)) != nil)
    }
}
