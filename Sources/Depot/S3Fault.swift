import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL
import News

/// What an answer or a broken connection means to whoever has to mend it.
struct S3Fault {
    let place: S3Place

    /// What an answer means that is no success.
    /// - Parameters:
    ///   - deed: What was asked for: `read`, `written` or `listed`.
    ///   - code: The service's own code, where it gave one.
    ///   - date: The header `Date` of the answer: the service's clock.
    func of(status: UInt, code: String?, date: String?, _ deed: String) -> DepotFault {
        let bucket = "\(place.address) at \(place.host)"
        switch (status, code) {
        case (_, "RequestTimeTooSkewed"):
            return .refused(
                "\(bucket) says that this machine's clock is wrong\(date.map { " (there it is \($0))" } ?? ""); "
                    + "set the clock"
            )
        case (_, "InvalidAccessKeyId"), (_, "SignatureDoesNotMatch"), (401, _), (_, "InvalidClientTokenId"):
            return .refused(
                "\(bucket) does not take the access key or its secret; check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
            )
        case (_, "ExpiredToken"), (_, "InvalidToken"):
            return .refused("\(bucket) does not take the session token any more; give a new one as AWS_SESSION_TOKEN")
        case (403, _):
            return .refused(
                "the access key may not do at \(bucket) what is needed; "
                    + "allow it s3:GetObject, s3:PutObject and s3:ListBucket"
            )
        case (404, _):
            return .refused("there is no bucket \(place.bucket) at \(place.host); make it, or check --pictures")
        case (300..<400, _), (_, "AuthorizationHeaderMalformed"):
            return .refused(
                "the bucket \(place.bucket) is in another region or at another endpoint than \(place.region) at \(place.host); check "
                    + "--pictures-region and --pictures-endpoint"
            )
        case (500..., _), (429, _), (408, _), (_, "RequestTimeout"), (_, "SlowDown"):
            return .away(
                "\(bucket) answered \(status)\(code.map { " \($0)" } ?? ""), so nothing can be \(deed) there now"
            )
        default:
            return .refused(
                "\(bucket) answered \(status)\(code.map { " \($0)" } ?? "") and nothing could be \(deed); check --pictures-endpoint"
            )
        }
    }

    /// What it means that no answer came.
    func of(_ error: any Error) -> DepotFault {
        let bucket = "\(place.address) at \(place.host)"
        switch error {
        case _ where Self.isOfCertificate(error):
            return .refused(
                "the certificate of \(place.host) is not to be believed; check --pictures-endpoint, or name its authority with "
                    + "--pictures-authorities"
            )
        case let error as HTTPClientError where Self.slow.contains(error):
            return .away("\(bucket) does not answer in time")
        case is ResponseAccumulator.ResponseTooBigError:
            return .refused(
                "what is kept at \(bucket) is larger than what was put there; `warta check` names the picture"
            )
        default: return .away("\(bucket) cannot be reached")
        }
    }

    /// Whether a fault of TLS is that of a certificate: a connection that breaks in the middle is one of TLS as well.
    private static func isOfCertificate(_ error: any Error) -> Bool {
        error is NIOSSLExtraError
            || (error is NIOSSLError || error is BoringSSLError)
                && String(describing: error).uppercased().contains("CERTIFICATE")
    }

    private static let slow: [HTTPClientError] = [
        .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
        .getConnectionFromPoolTimeout,
    ]
}
