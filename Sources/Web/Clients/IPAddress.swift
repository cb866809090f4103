import NIOCore
import News

/// Addresses of the internet as text and as bytes.
enum IPAddress {
    /// The address in an entry of `X-Forwarded-For`, which some proxies write with the port: `192.0.2.7:4711`,
    /// `[2001:db8::7]:4711`, `[2001:db8::7]`; nil if there is none.
    static func address(inEntry entry: Substring) -> String? {
        var address = entry
        if entry.first == "[", let end = entry.firstIndex(of: "]") {
            let rest = entry[entry.index(after: end)...]
            guard rest.isEmpty || (rest.first == ":" && isPort(rest.dropFirst())) else { return nil }
            address = entry[..<end].dropFirst()
            // Brackets are for IPv6 alone.
            guard address.contains(":") else { return nil }
        } else if let colon = entry.firstIndex(of: ":"), entry.lastIndex(of: ":") == colon {
            // With one colon it is no address of IPv6.
            guard isPort(entry[colon...].dropFirst()) else { return nil }
            address = entry[..<colon]
        }
        return bytes(of: String(address)) == nil ? nil : String(address)
    }

    private static func isPort(_ text: Substring) -> Bool {
        Digits.number(text.utf8).map { $0 <= 65_535 } == true
    }

    /// 4 bytes or 16; nil if the text is no address.
    ///
    /// An IPv4 address written as IPv6 (`::ffff:1.2.3.4`) gives 4. A zone (`fe80::1%eth0`) names an interface of ours,
    /// and is left out.
    static func bytes(of text: String) -> [UInt8]? {
        let isZoned = text.contains(":") && text.contains("%")
        let bare = isZoned ? String(text.prefix { $0 != "%" }) : text
        guard let address = try? SocketAddress(ipAddress: bare, port: 0) else { return nil }
        // RFC 3493: the address lies behind family and port, and in IPv6 behind the flow label too.
        switch address {
        case .v4(let v4): return withUnsafeBytes(of: v4.address) { Array($0[4..<8]) }
        case .v6(let v6):
            let bytes = withUnsafeBytes(of: v6.address) { Array($0[8..<24]) }
            let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
            return isMapped ? Array(bytes.suffix(4)) : bytes
        case .unixDomainSocket: return nil
        }
    }
}
