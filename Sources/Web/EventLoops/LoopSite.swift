import HTTPTypes
import NIOCore
import Press

/// One newspaper as one event loop serves it.
final class LoopSite {
    let site: PublicSite
    let pages: LoopPageCache
    /// The lines that the head of each of its pages begins with.
    let opening: ByteBuffer
    private var event = (id: "", chunk: ByteBuffer())

    init(_ site: PublicSite) {
        self.site = site
        pages = LoopPageCache(site.press)
        opening = ByteBuffer(string: "HTTP/1.1 200 OK\r\n" + HTTPFields.common(isSecure: site.isSecure).lines)
    }

    /// The UPDATE rail as a chunk of an event stream; made once for all who listen on this loop.
    func chunk(of update: LiveUpdate) -> ByteBuffer {
        if update.id != event.id { event = (update.id, Chunk.of(EventStreamText.update(update))) }
        return event.chunk
    }
}
