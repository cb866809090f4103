import HTTPTypes
import NIOCore
import News
import Press

extension LoopState {
    /// The kept page that a GET or HEAD names, ready to be sent; nil if it is not kept.
    ///
    /// The answer is the same, byte for byte, as ``PageAnswer``. Only tag, date and length are written anew each time;
    /// all other fields are stored in the page as bytes.
    func page(of site: LoopSite, _ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> EncodedAnswer? {
        guard let page = site.pages.page(at: UnsafeRawBufferPointer(rebasing: bytes[head.target])) else { return nil }
        let now = sites.first.clock()
        let pageHead = HTTP1PageHead(
            page: page,
            gzip: takesGzip(head, bytes),
            isSettled: page.lastModified.seconds < now.seconds,
            closes: head.closes,
            modified: modified(page.lastModified),
            stale: stale,
            date: ending(at: now)
        )
        var buffer = takeScratch(Self.mostHead)
        defer { scratch = buffer }
        if head.ifNoneMatch != nil || head.ifModifiedSince != nil, isUnchanged(pageHead, &buffer, head, bytes, now) {
            pageHead.writeUnchanged(to: &buffer)
            return EncodedAnswer(bytes: buffer, status: 304)
        }
        pageHead.writeHead(site.opening, to: &buffer)
        guard head.method == .get else { return EncodedAnswer(bytes: buffer) }
        let length = pageHead.gzip ? page.gzipLength : page.length
        guard length <= Limits.mostWhole else {
            return EncodedAnswer(bytes: buffer, bodyLength: length, rest: PageReader(page, gzip: pageHead.gzip))
        }
        buffer.reserveCapacity(minimumWritableBytes: length)
        if pageHead.gzip { page.writeGzip(to: &buffer) } else { page.writePlain(to: &buffer) }
        return EncodedAnswer(bytes: buffer, bodyLength: length)
    }

    /// 204, for a browser that tells of a read.
    func counted(_ head: RequestHead) -> EncodedAnswer {
        var buffer = takeScratch(Self.mostHead)
        defer { scratch = buffer }
        buffer.writeStaticString("HTTP/1.1 204 No Content\r\nCache-Control: no-store\r\n")
        if head.closes { buffer.writeStaticString("Connection: close\r\n") }
        buffer.writeImmutableBuffer(ending(at: sites.first.clock()))
        return EncodedAnswer(bytes: buffer, status: 204)
    }

    /// The answer to a program that watches the server; nil if it asks for something else, or may not be told.
    func monitoringAnswer(at path: String, _ head: RequestHead, peer: String?) -> EncodedAnswer? {
        let isLocal = !head.isForwarded && TrustedProxies.thisMachine.trusts(peer: peer)
        guard let answer = sites.monitoringAnswer(at: path, isLocal: isLocal) else { return nil }
        var buffer = ByteBuffer()
        buffer.writeString(
            """
            HTTP/1.1 \(answer.status.code) \(answer.status.reasonPhrase)\r
            \(HTTPFields.plain(answer.mediaType).lines)\
            Content-Length: \(answer.text.utf8.count)\r

            """
        )
        if head.closes { buffer.writeStaticString("Connection: close\r\n") }
        buffer.writeImmutableBuffer(ending(at: sites.first.clock()))
        if head.method == .get { buffer.writeString(answer.text) }
        let length = head.method == .get ? answer.text.utf8.count : 0
        return EncodedAnswer(bytes: buffer, status: answer.status.code, bodyLength: length)
    }

    /// Bytes that hardly any head exceeds.
    private static let mostHead = 2_048

    /// Takes the loop's memory for answers, empty, until it is given back.
    ///
    /// If an earlier answer in it is still to be sent, new memory is taken, and no more than is asked for: a client
    /// that takes nothing must not make us hold the memory of a page for each small answer.
    private func takeScratch(_ capacity: Int) -> ByteBuffer {
        var buffer = scratch
        scratch = ByteBuffer()
        buffer.clear(minimumCapacity: capacity)
        return buffer
    }

    private func takesGzip(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let range = head.acceptEncoding else { return false }
        let value = UnsafeRawBufferPointer(rebasing: bytes[range])
        // What browsers send; anything else is parsed in full.
        if value.equals("gzip") || value.hasPrefix("gzip, ") { return true }
        return Negotiation.takesGzip(bytes.text(range))
    }

    private func isUnchanged(
        _ pageHead: HTTP1PageHead,
        _ buffer: inout ByteBuffer,
        _ head: RequestHead,
        _ bytes: UnsafeRawBufferPointer,
        _ now: Timestamp
    ) -> Bool {
        if let range = head.ifNoneMatch {
            // Nearly always it is exactly the tag that we gave.
            pageHead.page.writeEntityTag(gzip: pageHead.gzip, to: &buffer)
            defer { buffer.clear() }
            let tag = UnsafeRawBufferPointer(rebasing: bytes[range])
            if buffer.withUnsafeReadableBytes({ $0.equals(tag) }) { return true }
        }
        return Negotiation.isUnchanged(
            noneMatch: bytes.text(head.ifNoneMatch),
            modifiedSince: bytes.text(head.ifModifiedSince),
            entityTag: pageHead.page.entityTag(gzip: pageHead.gzip),
            lastModified: pageHead.isSettled ? pageHead.page.lastModified : nil,
            now: now
        )
    }
}
