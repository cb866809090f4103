import NIOCore

/// Sees the frames that go out, and so whether NIO has ended the connection.
///
/// NIO reports the error of one stream and that of the whole connection in the same way. But before it reports the
/// latter it sends `GOAWAY` with a reason (RFC 9113 section 5.4.1).
final class HTTP2FrameObserver: ChannelOutboundHandler {
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// Whether a `GOAWAY` that names an error was written.
    private(set) var hasEnded = false
    /// Whether the next write is no frame of its own, but what the frame before it carries.
    private var isPayload = false

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if isPayload {
            isPayload = false
        } else if case .byteBuffer(let frame) = unwrapOutboundIn(data) {
            observe(frame)
        }
        context.write(data, promise: promise)
    }

    /// RFC 9113, sections 4.1 and 6.8.
    private func observe(_ frame: ByteBuffer) {
        let start = frame.readerIndex
        guard let lengthAndType = frame.getInteger(at: start, as: UInt32.self) else { return }
        isPayload = lengthAndType >> 8 > 0 && frame.readableBytes == 9
        guard lengthAndType & 0xff == 7, let reason = frame.getInteger(at: start + 13, as: UInt32.self) else { return }
        if reason != 0 { hasEnded = true }
    }
}
