import NIOCore
import News
import Press

extension HTTP1ConnectionHandler {
    /// What is to be done with the bytes that have come.
    private enum Step {
        /// More must come.
        case wait
        case reply(EncodedAnswer, length: Int, closes: Bool)
        /// An event stream, for a page that shows a rail already.
        case stream(of: LoopSite, known: String?, EventStreamPlace?, RequestRecord, length: Int)
        /// One request, for Hummingbird to answer.
        case pass(length: Int, bodyLength: Int)
        /// Hummingbird gets everything from here on.
        case handOver
        case refuse(ErrorAnswer)
    }

    /// Takes the next request: reads it, decides, and does what was decided; false if more bytes must come first.
    func takeNext(_ context: ChannelHandlerContext, _ hasWritten: inout Bool) -> Bool {
        switch pending.withUnsafeReadableBytes({ next($0) }) {
        case .wait:
            return false
        case .reply(let reply, let length, let closes):
            pending.moveReaderIndex(forwardBy: length)
            since = loopState.now
            context.write(wrapOutboundOut(.byteBuffer(reply.bytes)), promise: nil)
            hasWritten = true
            if let rest = reply.rest {
                state = .sending(rest, closes: closes)
                return true
            }
            guard closes else { return true }
            closeWhenSent(context)
            return false
        case .stream(let site, let known, let place, let record, let length):
            pending.moveReaderIndex(forwardBy: length)
            hasWritten = true
            stream(of: site, known: known, place, record, context)
            return false
        case .pass(let length, let bodyLength):
            guard let head = pending.readSlice(length: length) else { return false }
            state = .waiting(bodyLeft: bodyLength, isAnswered: false)
            since = loopState.now
            bodyClock = RequestBodyTimeout(since: loopState.now)
            context.fireChannelRead(wrapInboundOut(head))
            if bodyLength == 0 || pending.readableBytes == 0 { context.fireChannelReadComplete() }
            return true
        case .handOver:
            handOver(context)
            return false
        case .refuse(let refusal):
            refuse(refusal, context)
            return false
        }
    }

    /// Reads the next request and decides.
    private func next(_ bytes: UnsafeRawBufferPointer) -> Step {
        let limits = loopState.limits
        switch RequestHead.parse(bytes, mostFields: limits.fields) {
        case .unclear: return .handOver
        case .tooManyFields: return .refuse(.headTooLarge(limits))
        case .incomplete:
            guard bytes.count > min(limits.requestLine, limits.header) else { return .wait }
            let hasLine = bytes.prefix(limits.requestLine).contains(UInt8(ascii: "\n"))
            if !hasLine, bytes.count > limits.requestLine { return .refuse(.requestLineTooLong(limits)) }
            return bytes.count > limits.header ? .refuse(.headTooLarge(limits)) : .wait
        case .head(let head):
            guard head.lineLength <= limits.requestLine else { return .refuse(.requestLineTooLong(limits)) }
            guard head.length <= limits.header else { return .refuse(.headTooLarge(limits)) }
            let mostBody = limits.mostBody(of: bytes[head.target])
            guard head.bodyLength <= mostBody else { return .refuse(.bodyTooLarge(mostBody)) }
            guard loopState.sites.running.isDraining else { return answer(head, bytes) }
            // The client is told that this answer is the last, so that it asks nothing in the moment when we close.
            var last = head
            last.closes = true
            return answer(last, bytes)
        }
    }

    private func answer(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> Step {
        if let step = fastAnswer(head, bytes) { return step }
        isHTTP10 = head.isHTTP10
        return head.closes ? .handOver : .pass(length: head.length, bodyLength: head.bodyLength)
    }

    /// The answer that needs no more than what lies in memory; nil if the request is for Hummingbird.
    private func fastAnswer(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> Step? {
        guard head.namesHost else { return nil }
        switch head.method {
        case .get, .head:
            guard head.bodyLength == 0 else { return nil }
            if head.isPlain, let site = site(head, bytes), let reply = loopState.page(of: site, head, bytes) {
                note(.kept, head, bytes, reply)
                return .reply(reply, length: head.length, closes: head.closes)
            }
            return answerMachine(head, bytes)
        case .post where head.isPlain && head.bodyLength <= Self.mostBeacon: return answerBeacon(head, bytes)
        case .post, .other: return nil
        }
    }

    /// The newspaper that the request is for.
    private func site(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> LoopSite? {
        loopState.site(of: bytes[head.host ?? 0..<0])
    }

    /// What stands under `/-/`: live, ready, health, figures, whatever else the request says, and the event stream.
    private func answerMachine(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> Step? {
        let target = UnsafeRawBufferPointer(rebasing: bytes[head.target])
        guard target.hasPrefix("/-/") else { return nil }
        let uri = String(decoding: target, as: UTF8.self)
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if let reply = loopState.monitoringAnswer(at: parts[0], head, peer: peer) {
            note(.machine, head, bytes, reply)
            return .reply(reply, length: head.length, closes: head.closes)
        }
        guard head.isPlain, head.method == .get, !head.closes, parts[0] == Address.updates.path,
            let site = site(head, bytes)
        else { return nil }
        let shown = parts.dropFirst().first.flatMap { HTTP1EventStream.shown(in: $0) }
        let registry = loopState.sites.registry
        let place = registry?.eventStreams.admit(peer: peer, forwarded: bytes.text(head.forwardedFor))
        // If there is none left, Hummingbird says so.
        if place == nil, registry != nil { return nil }
        let record = loopState.requests.begin(head, bytes, peer: peer)
        return .stream(of: site, known: bytes.text(head.lastEventID) ?? shown, place, record, length: head.length)
    }

    /// Counts an answer that is given at once, and has it written down where there is an access log.
    private func note(
        _ route: RouteClass,
        _ head: RequestHead,
        _ bytes: UnsafeRawBufferPointer,
        _ reply: EncodedAnswer
    ) {
        let (status, length) = (reply.status, reply.bodyLength)
        loopState.requests.answered(route, head, bytes, peer: peer, status: status, bytes: length)
    }

    /// `POST /-/reads/NUMBER`: counted, and answered with 204; its body says nothing.
    private func answerBeacon(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> Step? {
        let target = UnsafeRawBufferPointer(rebasing: bytes[head.target])
        guard target.hasPrefix("/-/reads/"), let site = site(head, bytes) else { return nil }
        let digits = UnsafeRawBufferPointer(rebasing: target[9...])
        // Other spellings of an address are rare, and left to Hummingbird.
        guard let number = Digits.number(digits), number > 0, digits.first != UInt8(ascii: "0") else { return nil }
        let length = head.length + head.bodyLength
        guard bytes.count >= length else { return .wait }
        site.site.count(
            StoryNumber(rawValue: Int64(number)),
            peer: peer,
            browser: bytes.text(head.userAgent) ?? "",
            forwarded: bytes.text(head.forwardedFor),
            fetchSite: bytes.text(head.fetchSite),
            isPrefetch: head.purpose != nil
        )
        let reply = loopState.counted(head)
        note(.read, head, bytes, reply)
        return .reply(reply, length: length, closes: head.closes)
    }
}
