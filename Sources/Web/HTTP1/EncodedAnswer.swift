import NIOCore
import Press

/// An answer that is ready to be sent.
struct EncodedAnswer {
    let bytes: ByteBuffer
    /// A long page, to be sent behind as fast as the client takes it.
    var rest: PageReader?
}
