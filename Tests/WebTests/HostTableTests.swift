import News
import Testing

@testable import Web

@Suite struct HostTableTests {
    private static let hosts = [
        ["warta.example", "WWW.warta.example"], ["kabar.example.", "[::1]", "127.0.0.1:8080"],
    ]

    @Test(arguments: [
        ("warta.example", 0), ("WARTA.Example", 0), ("warta.example:443", 0), ("warta.example.", 0),
        ("warta.example:", 0),
        ("warta.example.:80", 0), ("www.warta.example", 0), ("kabar.example", 1), ("KABAR.EXAMPLE.:1", 1), ("[::1]", 1),
        ("[::1]:8443", 1), ("127.0.0.1", 1),
        ("lain.example", nil), ("warta.exampl", nil), ("xwarta.example", nil), ("warta.example..", nil),
        ("kabar.warta.example", nil), ("[::2]", nil), ("localhost", nil), (".", nil),
    ])
    func `a host leads to its newspaper, whatever its case, port or last dot; others to none, or to the first`(
        host: String,
        newspaper: Int?
    ) throws {
        #expect(try HostTable(Self.hosts, isStrict: true).newspaper(of: host.utf8) == newspaper)
        #expect(try HostTable(Self.hosts, isStrict: false).newspaper(of: host.utf8) == newspaper ?? 0)
    }

    @Test func `nothing is looked up where there is nothing to choose`() throws {
        #expect(try HostTable([[]], isStrict: false).only == 0)
        #expect(try HostTable([["warta.example"]], isStrict: false).only == 0)
        #expect(try HostTable([["warta.example"]], isStrict: true).only == nil)
        #expect(try HostTable([["warta.example"], ["kabar.example"]], isStrict: false).only == nil)
    }

    @Test(arguments: [
        (hosts: [["a.example"], ["A.example:80"]], isStrict: false, part: "A.example:80"),
        (hosts: [["a.example"], []], isStrict: false, part: "reached by nobody"),
        (hosts: [[]], isStrict: true, part: "reached by nobody"),
        (hosts: [["http://a.example"]], isStrict: false, part: "http://a.example"),
        (hosts: [["b\u{FC}cher.example"]], isStrict: false, part: "b\u{FC}cher.example"),
        (hosts: [[""]], isStrict: true, part: "is no host"),
    ])
    func `hosts that leave in doubt which newspaper is meant are refused`(
        hosts: [[String]],
        isStrict: Bool,
        part: String
    ) {
        #expect {
            try HostTable(hosts, isStrict: isStrict)
        } throws: { error in
            guard let error = error as? NewsError else { return false }
            return error.code == .invalid && error.message.contains(part) && !error.message.contains("--")
        }
    }

    @Test func `a newspaper may have a host twice`() throws {
        #expect(
            try HostTable([["a.example", "A.example."], ["b.example"]], isStrict: true).newspaper(of: "a.example".utf8)
                == 0
        )
    }
}
