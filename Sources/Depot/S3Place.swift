import Foundation
public import News

/// Where a depot is: a bucket, a prefix of its keys, and the service that has it.
public struct S3Place: Hashable, Sendable {
    let bucket: String
    /// Empty, or with a slash at its end.
    let prefix: String
    let region: String
    let scheme: String
    /// As the header says it: with a port unless it is the scheme's.
    let host: String
    /// What precedes the key in a URL's path: `/` or `/bucket/`.
    private let root: String

    /// - Parameters:
    ///   - address: `s3://bucket` or `s3://bucket/prefix`.
    ///   - endpoint: The service, `https://storage.example`, which then finds the bucket in the path; with `{bucket}` in its
    ///     host, it is found there. Nil for Amazon's.
    ///   - region: As the service calls it.
    /// - Throws: `invalid` where one of them cannot be read.
    public init(_ address: String, endpoint: String? = nil, region: String) throws(NewsError) {
        let parts = address.dropFirst(Self.scheme.count).split(separator: "/", omittingEmptySubsequences: true)
        guard address.hasPrefix(Self.scheme), let bucket = parts.first.map(String.init), Self.isBucket(bucket) else {
            throw NewsError(
                .invalid,
                "“\(address)” names no bucket; give s3://BUCKET or s3://BUCKET/PREFIX, the bucket in 3 to 63 lower-case letters, "
                    + "digits, dots and hyphens."
            )
        }
        guard !region.isEmpty, region.utf8.allSatisfy({ Self.isPlain($0) }) else {
            throw NewsError(.invalid, "“\(region)” is no region of a service; take one such as eu-central-1.")
        }
        self.bucket = bucket
        self.region = region
        prefix = parts.dropFirst().map { $0 + "/" }.joined()
        let text = endpoint ?? "https://{bucket}.s3.\(region).amazonaws.com"
        let named = text.replacingOccurrences(of: "{bucket}", with: bucket)
        guard let url = URL(string: named), let scheme = url.scheme, ["http", "https"].contains(scheme),
            let name = url.host(), url.user() == nil, ["", "/"].contains(url.path()), url.query() == nil
        else {
            throw NewsError(
                .invalid,
                "“\(text)” is no endpoint; give scheme and host, such as https://storage.example or https://{bucket}.storage.example."
            )
        }
        self.scheme = scheme
        let usual = scheme == "https" ? 443 : 80
        let shown = name.contains(":") ? "[\(name)]" : name
        host = url.port.flatMap { $0 == usual ? nil : "\(shown):\($0)" } ?? shown
        root = named == text ? "/\(bucket)/" : "/"
    }

    static let scheme = "s3://"

    /// Whether a text names a depot rather than a folder.
    public static func isMeant(by text: String) -> Bool { text.hasPrefix(scheme) }

    /// As it was named, without the service.
    var address: String { Self.scheme + bucket + (prefix.isEmpty ? "" : "/" + prefix.dropLast()) }

    /// The path in a URL of the object with a key, percent-encoded; of the bucket where the key is nil.
    func path(of key: String?) -> String {
        guard let key else { return root }
        return root + PercentEncoding.encoded(prefix + key, keepingSlashes: true)
    }

    private static func isBucket(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count) && name.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: ".") }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
    }
}
