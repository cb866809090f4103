import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Adds the handlers of this room to the pipeline of each connection of HTTP/1.1, then removes itself.
final class HTTP1PipelineSetup: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    private let sites: SiteRouter
    /// Nil if there is no fast path.
    private let loopStates: LoopStates?

    init(_ sites: SiteRouter, _ loopStates: LoopStates?) {
        self.sites = sites
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
            try pipeline.addHandler(HTTP1ParserErrorHandler(clock: sites.first.clock), position: .after(self))
            try addConnectionHandler(context)
        } catch {
            // Without that handler, Hummingbird answers every request of the connection.
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
