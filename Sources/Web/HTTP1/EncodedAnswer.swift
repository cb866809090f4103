import NIOCore
import Press

/// An answer of HTTP/1.1 as bytes, ready to be sent.
struct EncodedAnswer {
    let bytes: ByteBuffer
    /// The body of a long page, to be sent as fast as the client takes it.
    var rest: PageReader?
}
