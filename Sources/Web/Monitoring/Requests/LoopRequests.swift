import HTTPTypes
import NIOCore
import News

/// What one event loop keeps of its requests: figures, and lines of the access log where there is one.
final class LoopRequests {
    let tally: RequestTally
    let log: AccessLog?
    private let proxies: TrustedProxies
    private let clock: @Sendable () -> Timestamp

    init(_ tally: RequestTally, _ log: AccessLog?, _ site: PublicSite) {
        self.tally = tally
        self.log = log
        proxies = site.proxies
        clock = site.clock
    }

    /// An answer was given at once to a request of HTTP/1; only where there is a log is more of it looked at.
    func answered(
        _ route: RouteClass,
        _ head: RequestHead,
        _ request: UnsafeRawBufferPointer,
        peer: String?,
        status: Int,
        bytes: Int
    ) {
        tally.count(route, .http1, status: status)
        guard let log else { return }
        var entry = entry(head, request, peer)
        (entry.status, entry.bytes) = (status, bytes)
        log.write(entry, at: clock())
    }

    /// A request was refused before it was read.
    func refused(_ version: RequestTally.Version, peer: String?, _ error: ErrorAnswer) {
        tally.count(.refused, version, status: error.status.code)
        guard let log else { return }
        var entry = AccessEntry(client: peer ?? "unknown")
        (entry.status, entry.bytes) = (error.status.code, error.text.utf8.count)
        log.write(entry, at: clock())
    }

    /// A request begins that is answered elsewhere, or piece by piece.
    ///
    /// Its field `X-Request-ID` is from here on the name that the request has with us, whatever the client called it.
    func begin(_ request: inout HTTPRequest, _ version: RequestTally.Version, peer: String?) -> RequestRecord {
        let given = request.headerFields[.requestID]
        let isTrusted = given != nil && trusts(peer)
        request.headerFields[.requestID] = RequestID.of(request.headerFields, isTrusted: isTrusted)
        let route = RouteClass(request.method, target: request.path ?? "")
        var record = RequestRecord(route: route, version: version)
        if log != nil {
            let reader = proxies.reader(peer: peer, forwarded: request.headerFields[.forwardedFor])
            record.entry = AccessEntry(request, client: reader, version: version)
        }
        return record
    }

    /// Something came that cannot be read as a request.
    func unreadable(_ version: RequestTally.Version, peer: String?) -> RequestRecord {
        var record = RequestRecord(route: .refused, version: version)
        record.isAtOnce = true
        if log != nil { record.entry = AccessEntry(client: peer ?? "unknown") }
        return record
    }

    /// An event stream begins on a connection of HTTP/1.
    func begin(_ head: RequestHead, _ request: UnsafeRawBufferPointer, peer: String?) -> RequestRecord {
        var record = RequestRecord(route: .stream, version: .http1)
        if log != nil { record.entry = entry(head, request, peer) }
        return record
    }

    private func entry(_ head: RequestHead, _ request: UnsafeRawBufferPointer, _ peer: String?) -> AccessEntry {
        let reader = proxies.reader(peer: peer, forwarded: request.text(head.forwardedFor))
        var entry = AccessEntry(head, request, client: reader)
        if !trusts(peer) || !RequestID.isValid(entry.id) { entry.id = "" }
        return entry
    }

    /// The event loop answers a request of HTTP/2 by itself.
    func beginAtOnce(_ route: RouteClass, _ request: HTTPRequest, peer: String?) -> RequestRecord {
        var record = RequestRecord(route: route, version: .http2)
        record.isAtOnce = true
        if log != nil {
            let reader = proxies.reader(peer: peer, forwarded: request.headerFields[.forwardedFor])
            var entry = AccessEntry(request, client: reader, version: .http2)
            if !trusts(peer) || !RequestID.isValid(entry.id) { entry.id = "" }
            record.entry = entry
        }
        return record
    }

    /// Its answer has begun.
    func answers(_ record: inout RequestRecord?, status: Int) {
        record?.status = status
        guard let record else { return }
        tally.count(record.route, record.version, status: status)
        if !record.isAtOnce { tally.observe(record.route, record.version, .now() - record.began) }
    }

    /// Its answer has come to its end, or the client has gone away from it.
    func finish(_ ended: inout RequestRecord?) {
        defer { ended = nil }
        guard let log, let record = ended, var entry = record.entry else { return }
        // Where the client left before there was an answer, nginx's number for that.
        (entry.status, entry.bytes) = (record.status == 0 ? 499 : record.status, record.bytes)
        if !record.isAtOnce { entry.seconds = (NIODeadline.now() - record.began).nanoseconds }
        log.write(entry, at: clock())
    }

    private func trusts(_ peer: String?) -> Bool { proxies.trusts(peer: peer) }
}

/// One request while it is being answered.
struct RequestRecord {
    var route: RouteClass
    let version: RequestTally.Version
    let began = NIODeadline.now()
    /// Whether the event loop answers it by itself; then the time is not taken.
    var isAtOnce = false
    /// 0 before the answer has begun.
    var status = 0
    /// Of the body, so far.
    var bytes = 0
    /// Only where there is an access log.
    var entry: AccessEntry?

    init(route: RouteClass, version: RequestTally.Version) {
        (self.route, self.version) = (route, version)
    }
}
