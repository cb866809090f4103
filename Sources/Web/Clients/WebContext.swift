public import Hummingbird
import NIOCore

/// What a request brings beside itself: where it came from.
public struct WebContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The other end of the connection, without its port; nil where nobody can say who it is.
    public internal(set) var peer: String?

    /// Done when the connection, of HTTP/2 the stream, has closed.
    let closing: EventLoopFuture<Void>

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
        closing = source.channel.closeFuture
    }
}
