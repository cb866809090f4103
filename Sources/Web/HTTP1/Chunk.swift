import NIOCore

/// A chunk of a body whose length is not known beforehand (RFC 9112 section 7.1).
enum Chunk {
    static func of(_ text: ByteBuffer) -> ByteBuffer {
        var chunk = ByteBuffer(string: String(text.readableBytes, radix: 16) + "\r\n")
        chunk.writeImmutableBuffer(text)
        chunk.writeStaticString("\r\n")
        return chunk
    }

    static let last = ByteBuffer(string: "0\r\n\r\n")
}
