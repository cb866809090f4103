/// The few elements that we need of the XML that a service answers.
///
/// Their texts have no markup in them: keys come percent-encoded, as we ask for it, and codes are words. So no reader of
/// XML is needed, which on Linux would bring libxml2 along.
struct S3Text {
    private let text: Substring

    init(_ bytes: some Collection<UInt8>) {
        text = String(decoding: bytes, as: UTF8.self)[...]
    }

    /// The keys of a listing.
    var keys: [String] {
        elements("Contents").compactMap { S3Text($0.utf8).elements("Key").first }.map(PercentEncoding.decoded)
    }

    /// Whether it is a listing at all.
    var isListing: Bool { text.contains("<ListBucketResult") }

    /// Whether a listing goes on.
    var isTruncated: Bool { elements("IsTruncated").first == "true" }

    /// The code of an error, such as `NoSuchKey`; nil where there is none that is a word.
    var code: String? {
        guard let code = elements("Code").first, code.utf8.count <= 64,
            code.utf8.allSatisfy({ ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") })
        else { return nil }
        return String(code)
    }

    private func elements(_ name: String) -> [Substring] {
        var found: [Substring] = []
        var rest = text
        while let start = rest.firstRange(of: "<\(name)>"),
            let end = rest[start.upperBound...].firstRange(of: "</\(name)>")
        {
            found.append(rest[start.upperBound..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return found
    }
}
