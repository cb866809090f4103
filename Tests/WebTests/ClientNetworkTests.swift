import News
import Testing

@testable import Web

@Suite struct ClientNetworkTests {
    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("::ffff:192.0.2.7", "192.0.2.7"), ("::FFFF:c000:207", "192.0.2.7"), ("64:ff9b::192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"), ("2001:0DB8:0000:0000:ffff::", "2001:db8::/64"),
        ("2001:db8:0:7:1:2:3:4", "2001:db8:0:7::/64"), ("2001:db8:0:7::", "2001:db8:0:7::/64"),
        ("2001:db8:0:8::", "2001:db8:0:8::/64"), ("0:0:0:1::9", "0:0:0:1::/64"), ("::1", "::/64"),
        ("::192.0.2.7", "::/64"), ("fe80::1%eth0", "fe80::/64"), ("fe80::2%7", "fe80::/64"), ("fe80::1", "fe80::/64"),
        ("local", "local"), ("", ""), ("%", "%"), ("192.0.2", "192.0.2"), ("192.0.2.7%eth0", "192.0.2.7%eth0"),
        ("2001:db8::1::2", "2001:db8::1::2"), ("[2001:db8::1]:80", "[2001:db8::1]:80"),
    ])
    func `one client is an IPv4 address or a 64 of IPv6`(address: String, network: String) {
        #expect(ClientNetwork(of: address).description == network)
        #expect(ClientNetwork(of: network.replacing("/64", with: "")).description == network)
    }

    @Test func `a subscriber's addresses share the connections of one, and a neighbour has its own`() throws {
        var limits = Limits()
        limits.connectionsPerAddress = 3
        let admission = ConnectionLimit(limits: limits, proxies: try TrustedProxies(["2001:db8::ffff"]))
        #expect((1...9).map { admission.admit("2001:db8::\($0)") }.filter { $0 }.count == 3)
        #expect(admission.admit("2001:db8:0:1::1"))
        // A proxy in the same network neither fills nor frees what strangers there have.
        for _ in 0..<5 { #expect(admission.admit("2001:db8::ffff")) }
        for _ in 0..<5 { admission.leave("2001:db8::ffff") }
        #expect(!admission.admit("2001:db8::77"))
        admission.leave("2001:db8::1")
        #expect(admission.admit("2001:db8::77"))
        #expect(!admission.admit("2001:db8::78"))
    }

    @Test func `an IPv4 address is one client however it comes`() throws {
        var limits = Limits()
        limits.connectionsPerAddress = 2
        let admission = ConnectionLimit(limits: limits, proxies: try TrustedProxies([]))
        #expect(admission.admit("192.0.2.7") && admission.admit("::ffff:192.0.2.7"))
        #expect(!admission.admit("192.0.2.7") && !admission.admit("::ffff:192.0.2.7"))
        #expect(admission.admit("192.0.2.8"))
    }
}

/// Who signs in is counted by network.
@Suite struct CallerTests {
    @Test func `whoever has a subnet of IPv6 is one caller, and two addresses of IPv4 are two`() {
        func network(_ address: String) -> String { Caller(address: address, userAgent: "").network }
        #expect(network("2001:db8:0:7::1") == network("2001:db8:0:7:ffff::2"))
        #expect(network("2001:db8:0:7::1") != network("2001:db8:0:8::1"))
        #expect(network("192.0.2.7") != network("192.0.2.8"))
        #expect(network("::ffff:192.0.2.7") == network("192.0.2.7"))
        #expect(Caller(address: "192.0.2.7", userAgent: "Firefox/1").address == "192.0.2.7")
    }
}
