import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Puts the connection handler before HTTP's own handlers of each connection of HTTP/1.1.
final class HTTP1PipelineSetup: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    /// Nil where there is no connection handler.
    private let loopStates: LoopStates?

    init(_ loopStates: LoopStates?) {
        self.loopStates = loopStates
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            if let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) {
                try pipeline.addHandler(HTTP1HostHandler(), position: .after(decoder))
            }
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(HTTP10ResponseHandler(), position: .before(codec))
            try addConnectionHandler(context)
        } catch {
            // Without its handler the connection is answered behind, as every other request is.
            context.fireErrorCaught(error)
        }
        pipeline.removeHandler(context: context, promise: nil)
    }

    private func addConnectionHandler(_ context: ChannelHandlerContext) throws {
        guard let loopState = loopStates?.state(of: context.eventLoop) else { return }
        let pipeline = context.pipeline.syncOperations
        let handler = HTTP1ConnectionHandler(loopState)
        try pipeline.addHandler(handler, position: .before(pipeline.handler(type: HTTPResponseEncoder.self)))
        try pipeline.addHandler(HTTP1AnswerObserver(handler), position: .after(self))
    }
}
