import HTTPTypes
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2
import NIOPosix
import NIOSSL
import TestSupport
import Testing

@testable import Web

/// A client of HTTP/2 over TLS, as browsers come.
///
/// It takes any certificate.
final class HTTP2Client: Sendable {
    typealias Streams = NIOHTTP2Handler.AsyncStreamMultiplexer<Void>

    /// What came back on one stream.
    struct Answer: Sendable {
        var status: HTTPResponse.Status?
        var fields = HTTPFields()
        var body: [UInt8] = []

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let channel: any Channel
    private let streams: Streams

    init(port: Int) async throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        configuration.applicationProtocols = ["h2"]
        let security = try NIOSSLContext(configuration: configuration)
        (channel, streams) = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(context: security, serverHostname: nil)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
                .flatMap {
                    channel.configureAsyncHTTP2Pipeline(mode: .client) { $0.eventLoop.makeSucceededVoidFuture() }
                }
                .map { (channel, $0) }
            }
    }

    deinit { channel.close(promise: nil) }

    var isOpen: Bool { channel.isActive }

    /// One request on a stream of its own, and what comes back until its end.
    ///
    /// - Throws: If the stream ends before its answer does.
    func ask(
        _ target: String,
        _ method: HTTPRequest.Method = .get,
        host: String? = "x",
        fields: KeyValuePairs<String, String> = [:],
        body: [UInt8] = []
    ) async throws -> Answer {
        var request = HTTPRequest(method: method, scheme: "https", authority: host, path: target)
        request.headerFields = HTTPFields(named: fields)
        let answer = channel.eventLoop.makePromise(of: Answer.self)
        let stream = try await streams.openStream { stream in
            stream.eventLoop.makeCompletedFuture {
                let handlers: [any ChannelHandler] = [HTTP2FramePayloadToHTTPClientCodec(), AnswerCollector(answer)]
                try stream.pipeline.syncOperations.addHandlers(handlers)
                return stream
            }
        }
        stream.write(HTTPRequestPart.head(request), promise: nil)
        if !body.isEmpty { stream.write(HTTPRequestPart.body(ByteBuffer(bytes: body)), promise: nil) }
        stream.writeAndFlush(HTTPRequestPart.end(nil), promise: nil)
        return try await answer.futureResult.get()
    }
}

/// Collects what comes on one stream until its answer is whole, or will never be.
private final class AnswerCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPResponsePart

    private let promise: EventLoopPromise<HTTP2Client.Answer>
    private var answer = HTTP2Client.Answer()

    init(_ promise: EventLoopPromise<HTTP2Client.Answer>) {
        self.promise = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): (answer.status, answer.fields) = (head.status, head.headerFields)
        case .body(let bytes): answer.body += bytes.readableBytesView
        case .end: promise.succeed(answer)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(ChannelError.inputClosed)
    }
}

extension TLSCertificate {
    /// A certificate for this machine that vouches for itself, made once for all tests.
    static let test = Result {
        let made = try Program.run(
            """
            folder=$(mktemp -d) && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
            -subj /CN=localhost -keyout $folder/key.pem -out $folder/certificate.pem 2>/dev/null && printf $folder
            """,
            on: []
        )
        let folder = String(decoding: made.output, as: UTF8.self)
        defer { _ = try? Program.run("rm -r '\(folder)'", on: []) }
        try #require(made.status == 0, "openssl made no certificate")
        return try TLSCertificate(certificate: folder + "/certificate.pem", key: folder + "/key.pem")
    }
}
