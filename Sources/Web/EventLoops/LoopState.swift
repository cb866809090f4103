import HTTPTypes
import NIOCore
import News
import Press

/// What the connections of one event loop share.
///
/// It is used on that loop alone, so it needs no lock.
final class LoopState {
    let loop: any EventLoop
    let sites: SiteRouter
    let limits: Limits
    /// What clients have not taken yet, on this loop and all others.
    let unsent: SendBufferBudget
    let requests: LoopRequests
    private let loopSites: [LoopSite]
    /// The newspaper that every request is for; nil if its host has to be looked at.
    private let only: LoopSite?
    /// Memory in which answers are put together, used again and again.
    var scratch = ByteBuffer()
    /// The time, taken once a second: exact enough for limits, and free to read.
    private(set) var now = NIODeadline.now()
    /// While the store is away, the line by which kept pages say so; empty while it is not.
    private(set) var stale = ByteBuffer()
    private var watched: [ObjectIdentifier: any CheckedEachSecond] = [:]
    private var ticker: Scheduled<Void>?
    private var date = (second: Int64.min, line: ByteBuffer())
    /// The last dates of pages that were written: most pages were pressed in few different seconds.
    private var dates = [(second: Int64, line: ByteBuffer)](repeating: (.min, ByteBuffer()), count: 64)

    init(
        loop: any EventLoop,
        sites: SiteRouter,
        limits: Limits,
        unsent: SendBufferBudget,
        tally: RequestTally = RequestTally(),
        log: AccessLog? = nil
    ) {
        self.loop = loop
        requests = LoopRequests(tally, log, sites.first)
        self.sites = sites
        self.limits = limits
        self.unsent = unsent
        loopSites = sites.sites.map(LoopSite.init)
        only = sites.hosts.only.map { [loopSites] in loopSites[$0] }
    }

    /// The newspaper that a host leads to; nil if none does.
    ///
    /// - Parameter host: Valid, with or without a port.
    func site(of host: some BidirectionalCollection<UInt8>) -> LoopSite? {
        only ?? sites.hosts.newspaper(of: host).map { loopSites[$0] }
    }

    /// Checks it each second from now on.
    func enter(_ one: any CheckedEachSecond) {
        watched[ObjectIdentifier(one)] = one
        guard ticker == nil else { return }
        tick()
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
            self.tick()
            for one in self.watched.values { one.check() }
            if !self.watched.isEmpty { self.tickLater() }
        }
    }

    private func tick() {
        now = .now()
        let field = sites.first.secondsAway().map(HTTPFields.stale)
        stale = field.map { ByteBuffer(string: "Cache-Status: \($0)\r\n") } ?? ByteBuffer()
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
}
