import News

/// Percent-encoding as Signature Version 4 wants it: all but RFC 3986's unreserved characters, in upper-case digits.
enum PercentEncoding {
    static func encoded(_ text: String, keepingSlashes: Bool = false) -> String {
        let parts = keepingSlashes ? text.split(separator: "/", omittingEmptySubsequences: false) : [text[...]]
        return parts.map { News.PercentEncoding.encodeWhole(String($0)) }.joined(separator: "/")
    }

    /// The text of an encoded one; what is no encoding stays as it is.
    static func decoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                decoded.append(byte)
                index += 3
            } else {
                decoded.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
