import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP2
import NIOHTTPTypes
import NIOHTTPTypesHTTP2
import Press

/// How a connection of HTTP/2 is served: NIO reads its frames, each stream has a handler of its own, and a connection looks
/// after them all.
struct HTTP2PipelineSetup: Sendable {
    /// What answers the requests that the fast path does not answer.
    let requests: HTTP1Channel
    let loopStates: LoopStates
    let registry: ConnectionRegistry

    func serve(_ channel: any Channel, _ logger: Logger) throws {
        let observer = HTTP2FrameObserver()
        let connection = HTTP2ConnectionHandler(loopStates.state(of: channel.eventLoop), observer)
        let bound = NIOLoopBound(connection, eventLoop: channel.eventLoop)
        let frames = NIOHTTP2Handler(
            mode: .server,
            eventLoop: channel.eventLoop,
            connectionConfiguration: connectionConfiguration,
            streamConfiguration: streamConfiguration
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                let pipeline = stream.pipeline.syncOperations
                try pipeline.addHandler(HTTP2FramePayloadToHTTPServerCodec())
                try pipeline.addHandler(HTTP2StreamHandler(bound.value) { try answerBehind(stream, logger) })
            }
        }
        let pipeline = channel.pipeline.syncOperations
        // Answers without a body are bounded by no window.
        try pipeline.handler(type: SendBufferMeter.self).holdsReads = true
        try pipeline.addHandlers([observer, frames, connection])
    }

    /// From now on Hummingbird reads what comes on the stream.
    private func answerBehind(_ stream: any Channel, _ logger: Logger) throws {
        let parts = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(wrappingChannelSynchronously: stream)
        registry.answer { [requests] in await requests.handle(value: parts, logger: logger) }
    }

    private var connectionConfiguration: NIOHTTP2Handler.ConnectionConfiguration {
        let limits = registry.limits
        var configuration = NIOHTTP2Handler.ConnectionConfiguration()
        configuration.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: limits.streams),
            // Each field counts 32 bytes more than it is long (RFC 9113 section 6.5.2).
            HTTP2Setting(parameter: .maxHeaderListSize, value: limits.header + 32 * limits.fields),
        ]
        // Frames that are answered by others wait for a client that takes nothing: no more than it may have streams.
        configuration.maximumBufferedControlFrames = 2 * limits.streams + 100
        return configuration
    }

    private var streamConfiguration: NIOHTTP2Handler.StreamConfiguration {
        var configuration = NIOHTTP2Handler.StreamConfiguration()
        configuration.outboundBufferSizeHighWatermark = 2 * PageReader.piece
        configuration.outboundBufferSizeLowWatermark = PageReader.piece
        return configuration
    }
}
