import NIOCore
import Press

/// An answer of HTTP/1.1 as bytes, ready to be sent.
struct EncodedAnswer {
    let bytes: ByteBuffer
    var status = 200
    /// Bytes of its body, those among them that are still to come.
    var bodyLength = 0
    /// The body of a long page, to be sent as fast as the client takes it.
    var rest: PageReader?
}
