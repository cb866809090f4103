import NIOCore
import Press

/// The head of one answer with a kept page: what it says beside the lines that are stored in the page.
struct HTTP1PageHead {
    let page: PressedPage
    let gzip: Bool
    /// Whether the second of the page's date is over.
    ///
    /// Until then the page may change again within it.
    let isSettled: Bool
    let closes: Bool
    let modified: ByteBuffer
    /// Where the store is away, the line that says so.
    let stale: ByteBuffer
    let date: ByteBuffer

    func writeHead(_ opening: ByteBuffer, to buffer: inout ByteBuffer) {
        buffer.writeImmutableBuffer(opening)
        buffer.writeBytes(page.part.contentType.bytes)
        buffer.writeBytes(page.cachingFields.bytes)
        buffer.writeBytes(page.part.surrogateKeys.bytes)
        writeValidators(to: &buffer)
        if gzip { buffer.writeStaticString("Content-Encoding: gzip\r\n") }
        if stale.readableBytes > 0 { buffer.writeImmutableBuffer(stale) }
        buffer.writeStaticString("Content-Length: ")
        buffer.writeDecimal(gzip ? page.gzipLength : page.length)
        buffer.writeStaticString("\r\n")
        writeEnd(to: &buffer)
    }

    func writeUnchanged(to buffer: inout ByteBuffer) {
        buffer.writeStaticString("HTTP/1.1 304 Not Modified\r\n")
        buffer.writeBytes(page.cachingFields.bytes)
        buffer.writeBytes(page.part.surrogateKeys.bytes)
        writeValidators(to: &buffer)
        if stale.readableBytes > 0 { buffer.writeImmutableBuffer(stale) }
        writeEnd(to: &buffer)
    }

    private func writeValidators(to buffer: inout ByteBuffer) {
        buffer.writeStaticString("ETag: ")
        page.writeEntityTag(gzip: gzip, to: &buffer)
        buffer.writeStaticString("\r\n")
        if isSettled { buffer.writeImmutableBuffer(modified) }
    }

    private func writeEnd(to buffer: inout ByteBuffer) {
        if closes { buffer.writeStaticString("Connection: close\r\n") }
        buffer.writeImmutableBuffer(date)
    }
}
