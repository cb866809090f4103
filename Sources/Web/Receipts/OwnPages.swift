import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
public import News

/// Asks the server that we are for its pages, over HTTP and at its own socket, as a reader would.
///
/// Nothing is passed by: not the connection, not the fast path, not the cache, and the answer comes compressed. One
/// question after another, on a thread of its own.
public final class OwnPages: Sendable {
    private let base: String
    private let threads: MultiThreadedEventLoopGroup
    private let client: HTTPClient

    /// How long an answer may take.
    private let patience: TimeAmount
    /// Bytes of an answer, inflated: a sitemap of a thousand stories is some 500 KiB.
    private static let mostBytes = 8 << 20

    /// - Parameters:
    ///   - address: Where the server listens, which may be every address of the machine.
    ///   - port: The port that it has.
    ///   - isSecure: Whether it speaks TLS there.
    ///   - patience: Milliseconds that an answer may take. A surface that hangs must leave the others time to be asked.
    public init(address: String, port: Int, isSecure: Bool, patience: Int = SurfaceReceipt.patience / 4) {
        self.patience = .milliseconds(Int64(patience))
        let host: String
        switch address {
        case "0.0.0.0", "": host = "127.0.0.1"
        case "::": host = "[::1]"
        default: host = address.contains(":") ? "[\(address)]" : address
        }
        base = "\(isSecure ? "https" : "http")://\(host):\(port)"
        var configuration = HTTPClient.Configuration()
        // The way ends at this process: whose name the certificate says is for readers to ask.
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        configuration.tlsConfiguration = tls
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.decompression = .enabled(limit: .size(Self.mostBytes))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
        configuration.connectionPool.idleTimeout = .seconds(2)
        threads = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        // By its name it is none of the event loops that answer readers, which go before it (`EventLoopsFirst`).
        threads.next().execute {
            guard let name = fopen("/proc/thread-self/comm", "w") else { return }
            fputs("warta receipts", name)
            fclose(name)
        }
        client = HTTPClient(eventLoopGroup: threads, configuration: configuration)
    }

    deinit {
        client.shutdown { [threads] _ in threads.shutdownGracefully { _ in } }
    }

    /// What readers of a host get at an address; never throws, as no answer is an answer too.
    public func ask(_ address: Address, host: String) async -> SurfaceAnswer {
        var request = HTTPClientRequest(url: base + address.path)
        request.headers = [
            "host": host, "user-agent": "Warta-receipts", "accept": "*/*", "accept-encoding": "gzip",
        ]
        do {
            let response = try await client.execute(request, timeout: patience)
            let body = try await response.body.collect(upTo: Self.mostBytes)
            let age = response.headers.first(name: "age").map { "age \($0)" }
            return SurfaceAnswer(
                status: Int(response.status.code),
                tag: response.headers.first(name: "etag") ?? age ?? "",
                body: Array(body.readableBytesView)
            )
        } catch {
            return .none
        }
    }
}
