import HTTPTypes
import NIOCore
import News
import Press

/// What the connections of one event loop share; used on that loop alone, so that nothing here is locked.
final class LoopState {
    let loop: any EventLoop
    let site: PublicSite
    let limits: Limits
    /// What is not taken, on this loop and all others.
    let unsent: SendBufferBudget
    let pageCache: LoopPageCache
    /// The head of every page begins with these lines: nothing runs, loads or frames it but what we wrote.
    let opening: ByteBuffer
    /// Where answers are put together, again and again in the same memory.
    var scratch = ByteBuffer()
    /// The loop's clock, to the second: good enough for limits, and free.
    private(set) var now = NIODeadline.now()
    private var watched: [ObjectIdentifier: any CheckedEachSecond] = [:]
    private var ticker: Scheduled<Void>?
    private var date = (second: Int64.min, line: ByteBuffer())
    /// The last dates of pages that were written: most pages were pressed in few different seconds.
    private var dates = [(second: Int64, line: ByteBuffer)](repeating: (.min, ByteBuffer()), count: 64)
    private var event = (id: "", chunk: ByteBuffer())

    init(loop: any EventLoop, site: PublicSite, limits: Limits, unsent: SendBufferBudget) {
        self.loop = loop
        self.site = site
        self.limits = limits
        self.unsent = unsent
        pageCache = LoopPageCache(site.press)
        opening = ByteBuffer(string: "HTTP/1.1 200 OK\r\n" + HTTPFields.common(isSecure: site.isSecure).lines)
    }

    /// From now on it is looked at each second.
    func enter(_ one: any CheckedEachSecond) {
        watched[ObjectIdentifier(one)] = one
        guard ticker == nil else { return }
        now = .now()
        tickLater()
    }

    func leave(_ one: any CheckedEachSecond) {
        watched[ObjectIdentifier(one)] = nil
        guard watched.isEmpty else { return }
        ticker?.cancel()
        ticker = nil
    }

    private func tickLater() {
        ticker = loop.assumeIsolated().scheduleTask(in: .seconds(1)) {
            self.now = .now()
            for one in self.watched.values { one.check() }
            if !self.watched.isEmpty { self.tickLater() }
        }
    }

    /// `Date` and the empty line that ends a head (RFC 9110 section 6.6.1); made once a second.
    func ending(at time: Timestamp) -> ByteBuffer {
        if time.seconds != date.second {
            date = (time.seconds, ByteBuffer(string: "Date: \(HTTPDate.write(time))\r\n\r\n"))
        }
        return date.line
    }

    /// `Last-Modified` of a page.
    func modified(_ time: Timestamp) -> ByteBuffer {
        let place = Int(time.seconds & 63)
        if dates[place].second != time.seconds {
            dates[place] = (time.seconds, ByteBuffer(string: "Last-Modified: \(HTTPDate.write(time))\r\n"))
        }
        return dates[place].line
    }

    /// The rail as a chunk of an event stream; made once for all that listen on this loop.
    func chunk(of update: LiveUpdate) -> ByteBuffer {
        if update.id != event.id { event = (update.id, Chunk.of(EventStreamText.update(update))) }
        return event.chunk
    }
}
