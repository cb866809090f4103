import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
public import News

/// A bucket of an S3-compatible service, as a depot for pictures.
///
/// What is away for a moment is asked again, with pauses that grow; what would be refused again is not.
public final class S3Depot: PictureDepot {
    private let location: S3Place
    private let signature: S3Signature
    private let client: HTTPClient
    private let threads: MultiThreadedEventLoopGroup
    private let clock: @Sendable () -> Date
    private let pause: Double
    private let waits: Bool

    /// At most this many connections are open at a time; further calls wait for one.
    private static let connections = 16
    /// Bytes of an answer that is no object: a listing of a thousand keys is some 400 KiB.
    private static let answerBytes = 4 << 20

    /// Opens no connection yet.
    /// - Parameters:
    ///   - location: Where it is.
    ///   - credentials: Who asks.
    ///   - authorities: A PEM file of certificates that are believed, instead of the system's.
    /// - Throws: `invalid` where that file cannot be read.
    public convenience init(
        _ location: S3Place,
        _ credentials: S3Credentials,
        authorities: String? = nil
    ) throws(NewsError) {
        try self.init(location, credentials, authorities: authorities, pause: 0.2, waits: false)
    }

    /// - Parameters:
    ///   - pause: Seconds before what was away is asked again for the first time; then three times as long, and so on.
    ///   - waits: Whether an answer is waited for as long as it takes, as a test does on a machine that is busy.
    ///   - clock: The present time, as requests say it.
    init(
        _ location: S3Place,
        _ credentials: S3Credentials,
        authorities: String? = nil,
        pause: Double,
        waits: Bool,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) throws(NewsError) {
        self.location = location
        self.clock = clock
        self.pause = pause
        self.waits = waits
        signature = S3Signature(credentials: credentials, region: location.region)
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        if !waits { configuration.timeout = .init(connect: .seconds(5), read: .seconds(15), write: .seconds(15)) }
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connections
        // One connection of HTTP/2 would carry a large original and all readers' pictures behind one another.
        configuration.httpVersion = .http1Only
        if let authorities {
            do {
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authorities))
                configuration.tlsConfiguration = tls
            } catch {
                throw NewsError(.invalid, "\(authorities) cannot be read, or has no certificate in it.")
            }
        }
        // A thread of its own: what readers are answered on does not decrypt pictures.
        threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        client = HTTPClient(eventLoopGroup: threads, configuration: configuration)
    }

    deinit {
        client.shutdown { [threads] _ in threads.shutdownGracefully { _ in } }
    }

    /// Where it is, for people: `s3://bucket/prefix`.
    public var place: String { location.address }

    /// The bytes of an object; nil where there is none.
    public func read(
        _ key: String,
        atMost limit: Int,
        _ patience: DepotPatience
    ) throws(DepotFault) -> [UInt8]? {
        let answer = try ask(Question(.GET, key, limit: max(limit, 64 << 10), deed: "read"), patience)
        guard let body = answer.body, answer.isThere else { return answer.isThere ? [] : nil }
        guard body.readableBytes <= limit else { throw S3Fault(place: location).of(Self.tooMuch) }
        return Array(body.readableBytesView)
    }

    /// Writes an object: the service takes it when all its bytes have come and have the checksum that is signed.
    public func write(_ bytes: ArraySlice<UInt8>, to key: String) throws(DepotFault) {
        _ = try ask(Question(.PUT, key, body: bytes, limit: Self.answerBytes, deed: "written"), .worker)
    }

    /// The next keys with that beginning, a thousand at most.
    public func keys(under prefix: String, after last: String?) throws(DepotFault) -> [String] {
        var query = [("list-type", "2"), ("encoding-type", "url"), ("prefix", location.prefix + prefix)]
        if let last { query.append(("start-after", location.prefix + last)) }
        let question = Question(.GET, nil, query: query, limit: Self.answerBytes, deed: "listed")
        let listing = S3Text((try ask(question, .worker).body ?? ByteBuffer()).readableBytesView)
        let keys = listing.keys.filter { $0.hasPrefix(location.prefix) }
            .map { String($0.dropFirst(location.prefix.count)) }
        // What would look like the end, and is none: a proxy's page, or a service that gives the same keys again.
        guard listing.isListing, keys.last.map({ key in last.map { $0 < key } ?? true }) ?? !listing.isTruncated else {
            throw .refused(
                "\(location.address) at \(location.host) does not list its objects as S3 does, and not all of them may be there; "
                    + "check --pictures-endpoint"
            )
        }
        return keys
    }

    private static let tooMuch = ResponseAccumulator.ResponseTooBigError(maxBodySize: 0)
}

// MARK: One request, and again

/// What the service is asked.
private struct Question {
    let method: HTTPMethod
    let key: String?
    let query: [(name: String, value: String)]
    let body: ArraySlice<UInt8>
    /// Bytes of the answer.
    let limit: Int
    let deed: String

    init(
        _ method: HTTPMethod,
        _ key: String?,
        query: [(String, String)] = [],
        body: ArraySlice<UInt8> = [],
        limit: Int,
        deed: String
    ) {
        (self.method, self.key, self.body, self.limit, self.deed) = (method, key, body, limit, deed)
        self.query = query.map { (name: $0.0, value: $0.1) }
    }
}

private struct Answer {
    /// Whether there is such an object.
    let isThere: Bool
    let body: ByteBuffer?
}

extension DepotPatience {
    /// Attempts, and how long the last may begin after the first.
    fileprivate var limits: (attempts: Int, time: Duration) {
        switch self {
        case .reader: (2, .seconds(3))
        case .worker: (5, .seconds(30))
        }
    }

    /// How long one attempt may take: 64 MiB at 1 MiB/s for a worker.
    fileprivate var attempt: TimeAmount {
        switch self {
        case .reader: .seconds(8)
        case .worker: .seconds(75)
        }
    }
}

extension S3Depot {
    private func ask(_ question: Question, _ patience: DepotPatience) throws(DepotFault) -> Answer {
        let digest = S3Signature.digest(of: question.body)
        let begin = ContinuousClock.now
        var pause = pause
        for attempt in 1... {
            do throws(DepotFault) {
                return try askOnce(question, digest, waits ? .distantFuture : .now() + patience.attempt)
            } catch .away(let what) {
                let isLast =
                    attempt >= patience.limits.attempts || !waits && ContinuousClock.now - begin >= patience.limits.time
                if isLast { throw .away(what) }
            }
            // Half of it by chance, so that nodes which lost it together do not come back together.
            Thread.sleep(forTimeInterval: pause * Double.random(in: 0.5...1))
            pause *= 3
        }
        throw .away("\(place) was asked too often")
    }

    private func askOnce(_ question: Question, _ digest: String, _ deadline: NIODeadline) throws(DepotFault) -> Answer {
        let fault = S3Fault(place: location)
        let response: HTTPClient.Response
        do {
            let request = try request(question, digest)
            let delegate = ResponseAccumulator(request: request, maxBodySize: question.limit)
            response = try client.execute(request: request, delegate: delegate, deadline: deadline).wait()
        } catch {
            throw fault.of(error)
        }
        if (200..<300).contains(response.status.code) { return Answer(isThere: true, body: response.body) }
        let code = response.body.flatMap { S3Text($0.readableBytesView).code }
        let isObject = question.key != nil && code != "NoSuchBucket"
        if response.status == .notFound, isObject, question.method == .GET { return Answer(isThere: false, body: nil) }
        let date = response.headers.first(name: "Date").flatMap { $0.utf8.count <= 40 ? $0 : nil }
        throw fault.of(status: response.status.code, code: code, date: date, question.deed)
    }

    private func request(_ question: Question, _ digest: String) throws -> HTTPClient.Request {
        let time = S3Signature.stamp(clock())
        let path = location.path(of: question.key)
        var headers = [("host", location.host), ("x-amz-content-sha256", digest), ("x-amz-date", time)]
        if let token = signature.credentials.sessionToken { headers.append(("x-amz-security-token", token)) }
        let signed = S3Signature.Request(
            method: question.method.rawValue,
            path: path,
            query: question.query,
            headers: headers.map { (name: $0.0, value: $0.1) },
            payload: digest
        )
        headers.append(("authorization", signature.authorization(of: signed, at: time)))
        let query = question.query.isEmpty ? "" : "?" + S3Signature.text(of: question.query)
        return try HTTPClient.Request(
            url: "\(location.scheme)://\(location.host)\(path)\(query)",
            method: question.method,
            headers: HTTPHeaders(headers),
            body: question.method == .PUT ? .bytes(question.body) : nil
        )
    }
}
