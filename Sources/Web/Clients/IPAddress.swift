import NIOCore

/// Addresses of the internet as bytes.
enum IPAddress {
    /// 4 bytes or 16; nil where the text is no address.
    ///
    /// An IPv4 address in IPv6 clothes (`::ffff:1.2.3.4`) gives 4. A zone (`fe80::1%eth0`) names our own interface, and
    /// is left out.
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
