import News
import Testing

@testable import Web

@Suite struct TrustedProxiesTests {
    private static let networks = ["10.0.0.0/8", "127.0.0.1", "::1", "2001:db8::/32", "192.0.2.128/25"]

    private func reader(_ peer: String?, _ forwarded: String?) throws -> String {
        try TrustedProxies(Self.networks).reader(peer: peer, forwarded: forwarded)
    }

    @Test(arguments: ["203.0.113.9", "11.0.0.1", "9.255.255.255", "127.0.0.2", "2001:db9::1", "::2", "192.0.2.127"])
    func `a peer that is not trusted is taken for the reader, whatever it says`(peer: String) throws {
        #expect(try reader(peer, "198.51.100.1") == peer)
        #expect(try reader(peer, "127.0.0.1, 10.0.0.1") == peer)
        #expect(try reader(peer, nil) == peer)
    }

    @Test(arguments: [
        "10.0.0.0", "10.255.255.255", "127.0.0.1", "::1", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "192.0.2.128", "192.0.2.255", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "0:0:0:0:0:0:0:1",
    ])
    func `a trusted proxy is believed`(peer: String) throws {
        #expect(try reader(peer, "198.51.100.1") == "198.51.100.1")
        #expect(try reader(peer, "2400:cb00::7") == "2400:cb00::7")
        #expect(try reader(peer, nil) == peer)
        #expect(try reader(peer, "") == peer)
    }

    @Test(arguments: [
        // What stands further left than the first stranger, anybody may have written.
        ("6.6.6.6, 198.51.100.1", "198.51.100.1"), ("6.6.6.6, 198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("10.9.9.9, 198.51.100.1, 10.1.2.3, ::1", "198.51.100.1"), ("10.1.1.1, 10.2.2.2", "10.1.1.1"),
        (" \t198.51.100.1\t , 10.0.0.1 ", "198.51.100.1"), (",, ,198.51.100.1,", "198.51.100.1"),
        ("6.6.6.6, 2400:cb00::7, 2001:db8::1", "2400:cb00::7"), ("6.6.6.6,::ffff:198.51.100.1", "::ffff:198.51.100.1"),
        // Where a hop is no address, the last that was one stands.
        ("unknown", "127.0.0.1"), ("198.51.100.1, unknown", "127.0.0.1"),
        ("198.51.100.1, _hidden, 10.0.0.1", "10.0.0.1"),
        ("198.51.100.1:4711", "127.0.0.1"), ("[2400:cb00::7]:80", "127.0.0.1"), ("198.51.100", "127.0.0.1"),
        ("198.51.100.256", "127.0.0.1"), ("'; DROP TABLE story; --", "127.0.0.1"),
    ])
    func `a chain is read from the right to the first who is not trusted`(chain: String, expected: String) throws {
        #expect(try reader("127.0.0.1", chain) == expected)
    }

    @Test func `a chain of any length is read in no time, and only its end`() throws {
        let chain = String(repeating: "198.51.100.1,", count: 200_000) + String(repeating: "10.0.0.1,", count: 40)
        #expect(try reader("127.0.0.1", chain) == "10.0.0.1")
        let spoofed = String(repeating: "6.6.6.6,", count: 200_000) + "198.51.100.1"
        #expect(try reader("127.0.0.1", spoofed) == "198.51.100.1")
    }

    @Test func `of a connection whose other end nobody knows, nothing is believed`() throws {
        #expect(try reader(nil, "198.51.100.1") == reader(nil, nil))
        #expect(try !TrustedProxies(Self.networks).trusts(peer: nil) && !TrustedProxies.thisMachine.trusts(peer: nil))
        #expect(try !TrustedProxies(["0.0.0.0/0", "::/0"]).trusts(peer: nil))
    }

    @Test func `with nobody to trust, nobody is`() throws {
        let nobody = try TrustedProxies([])
        #expect(nobody.reader(peer: "127.0.0.1", forwarded: "198.51.100.1") == "127.0.0.1")
        let everybody = try TrustedProxies(["0.0.0.0/0", "::/0"])
        #expect(everybody.reader(peer: "203.0.113.9", forwarded: "198.51.100.1") == "198.51.100.1")
        #expect(everybody.reader(peer: "2400:cb00::7", forwarded: "198.51.100.1") == "198.51.100.1")
    }

    @Test(arguments: [
        "", " ", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "/8", "10.0.0.0/8/8", "10.0.0/8",
        "10.0.0.0/8x", "10.0.0.0 /8", "::1/129", "::ffff:10.0.0.0/104", "proxy.example", "300.0.0.1",
        "10.0.0.0/0x8", "/tmp/socket",
    ])
    func `what is no network is refused by name`(text: String) {
        #expect {
            try TrustedProxies(["127.0.0.1", text])
        } throws: { error in
            guard let error = error as? NewsError else { return false }
            return error.code == .invalid && error.message.contains(text) && error.message.contains("--trusted-proxy")
        }
    }
}
