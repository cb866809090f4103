import News
import Testing

@Suite struct HostNameTests {
    @Test(arguments: [
        "warta.example", "w", "127.0.0.1", "[::1]", "[2001:db8::1]", "[0:0:0:0:0:0:0:1]", "[::]",
        "xn--bcher-kva.example",
        "my_host", "a1.b2",
    ])
    func `a host is a name or an address`(host: String) {
        #expect(host.isHostName)
    }

    @Test(arguments: [
        "", ".", "warta..example", "warta.example.", "-a.example", "a-.example", "999.1.1.1", "1.2.3", "1.2.3.4.5",
        "12",
        "[", "[]", "[:]", "[1:2]", "[::1::]", "[1:2:3:4:5:6:7:8:9]", "[1234567890abcdef:::]", "[:::]", "[g::1]",
        "Warta.example",
        "b\u{FC}cher.example", "a b", "a:80", "http://a", "a/b", "user@a", String(repeating: "a", count: 64),
    ])
    func `nothing else is one`(host: String) {
        #expect(!host.isHostName)
    }
}
