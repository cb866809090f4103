import Crypto
import FoundationEssentials

/// Signs a request as the service checks it: AWS Signature Version 4, in the header `Authorization`.
///
/// Source: "Authenticating Requests: Using the Authorization Header" of the Amazon S3 API Reference, whose examples the
/// tests repeat.
struct S3Signature {
    let credentials: S3Credentials
    let region: String
    var service = "s3"

    /// A request as it is signed.
    struct Request {
        var method: String
        /// Percent-encoded.
        var path: String
        /// Not encoded.
        var query: [(name: String, value: String)] = []
        /// All that are signed, with the host; names in lower case.
        var headers: [(name: String, value: String)]
        /// SHA-256 of the body in hexadecimal.
        var payload: String
    }

    /// The value of the header `Authorization`.
    /// - Parameter time: As ``stamp(_:)`` has it; the service refuses one that is a quarter of an hour off.
    func authorization(of request: Request, at time: String) -> String {
        let headers = request.headers.sorted { $0.name < $1.name }
        let names = headers.map(\.name).joined(separator: ";")
        let canonical = [
            request.method, request.path, Self.text(of: request.query),
            headers.map { "\($0.name):\($0.value)\n" }.joined(), names, request.payload,
        ].joined(separator: "\n")
        let scope = "\(time.prefix(8))/\(region)/\(service)/aws4_request"
        let signed = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(Self.digest(of: Array(canonical.utf8)[...]))"
        let signature = Self.hexadecimal(Self.code(signed, key(on: time.prefix(8))))
        let credential = "\(credentials.accessKey)/\(scope)"
        return "AWS4-HMAC-SHA256 Credential=\(credential),SignedHeaders=\(names),Signature=\(signature)"
    }

    /// The key of one day, region and service.
    private func key(on day: Substring) -> SymmetricKey {
        let first = SymmetricKey(data: Array("AWS4\(credentials.secret)".utf8))
        return ["\(day)", region, service, "aws4_request"].reduce(first) { key, part in
            SymmetricKey(data: Self.code(part, key))
        }
    }

    /// A query as it is sent and signed: encoded and in order.
    static func text(of query: [(name: String, value: String)]) -> String {
        query.map { (PercentEncoding.encoded($0.name), PercentEncoding.encoded($0.value)) }
            .sorted { $0 < $1 }
            .map { "\($0)=\($1)" }.joined(separator: "&")
    }

    /// A moment as requests have it: `20261127T013000Z`.
    static func stamp(_ moment: Date) -> String {
        moment.formatted(Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted))
    }

    static func digest(of bytes: ArraySlice<UInt8>) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    private static func code(_ text: String, _ key: SymmetricKey) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
