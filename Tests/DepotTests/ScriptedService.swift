import Dispatch
import Hummingbird
import HummingbirdTesting
import NIOCore
import News
import Synchronization
import Testing

@testable import Depot

/// A service that answers as a test says, one request after another; what it was asked is kept.
final class ScriptedService: Sendable {
    struct Asked: Sendable {
        let method: String
        let target: String
        let authorization: String
        let body: [UInt8]
    }

    struct Say: Sendable {
        var status: HTTPResponse.Status = .ok
        var body = ""
    }

    private let said: [Say]
    private let kept = Mutex<[Asked]>([])

    /// - Parameter said: The answers; the last is given to all that ask beyond them.
    init(_ said: [Say]) {
        self.said = said
    }

    var asked: [Asked] { kept.withLock { $0 } }

    /// Runs something with a depot that asks this service.
    func serve<Value: Sendable>(
        _ work: @escaping @Sendable (S3Depot) throws(DepotFault) -> Value
    ) async throws -> Result<Value, DepotFault> {
        let responder = CallbackResponder<BasicRequestContext> { [self] request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            let asked = Asked(
                method: request.method.rawValue,
                target: request.uri.description,
                authorization: request.headers[.authorization] ?? "",
                body: Array(body.readableBytesView)
            )
            let index = kept.withLock { kept in
                kept.append(asked)
                return kept.count - 1
            }
            let say = said[min(index, said.count - 1)]
            return Response(status: say.status, body: ResponseBody(byteBuffer: ByteBuffer(string: say.body)))
        }
        return try await Application(responder: responder).test(.live) { client in
            let port = try #require(client.port)
            let place = try S3Place("s3://foto/koran", endpoint: "http://localhost:\(port)", region: "us-east-1")
            return await Self.run(try S3Depot(place, .sample, pause: 0.001, waits: true), work)
        }
    }

    /// On a thread that may block.
    static func run<Value: Sendable>(
        _ depot: S3Depot,
        _ work: @escaping @Sendable (S3Depot) throws(DepotFault) -> Value
    ) async -> Result<Value, DepotFault> {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { () throws(DepotFault) in try work(depot) })
            }
        }
    }
}

extension S3Credentials {
    static let sample = S3Credentials(accessKey: "KUNCI", secret: "rahasia", sessionToken: "sementara")
}

extension Result where Failure == DepotFault {
    /// What is said of a depot that may come back.
    var away: String? { if case .failure(.away(let what)) = self { what } else { nil } }
    /// What has to be mended.
    var refused: String? { if case .failure(.refused(let what)) = self { what } else { nil } }
}
