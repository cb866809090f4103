import NIOCore
import News
import Press

extension HTTP1ConnectionHandler {
    /// What is to be done with the bytes that have come.
    enum Step {
        /// More must come.
        case wait
        case reply(EncodedAnswer, length: Int, closes: Bool)
        /// An event stream, for a page that shows a rail already.
        case stream(known: String?, EventStreamPlace?, length: Int)
        /// One request, to be answered behind.
        case pass(length: Int, bodyLength: Int)
        /// Everything from here on is for the handlers behind.
        case handOver
        case refuse(ErrorAnswer)
    }

    /// Reads the next request and decides.
    func next(_ bytes: UnsafeRawBufferPointer) -> Step {
        let limits = loopState.limits
        switch RequestHead.read(bytes, mostFields: limits.fields) {
        case .unclear: return .handOver
        case .tooManyFields: return .refuse(.header(limits))
        case .incomplete:
            guard bytes.count > min(limits.requestLine, limits.header) else { return .wait }
            let hasLine = bytes.prefix(limits.requestLine).contains(UInt8(ascii: "\n"))
            if !hasLine, bytes.count > limits.requestLine { return .refuse(.requestLine(limits)) }
            return bytes.count > limits.header ? .refuse(.header(limits)) : .wait
        case .head(let head):
            guard head.lineLength <= limits.requestLine else { return .refuse(.requestLine(limits)) }
            guard head.length <= limits.header else { return .refuse(.header(limits)) }
            guard head.bodyLength <= limits.body else { return .refuse(.body(limits)) }
            return answer(head, bytes)
        }
    }

    private func answer(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> Step {
        if !head.needsCare {
            switch head.method {
            case .get, .head:
                if head.bodyLength == 0, let step = answerRead(head, bytes) { return step }
            case .post:
                if head.bodyLength <= Self.mostBeacon, let step = answerBeacon(head, bytes) { return step }
            case .other: break
            }
        }
        return head.closes ? .handOver : .pass(length: head.length, bodyLength: head.bodyLength)
    }

    private func answerRead(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> Step? {
        if let reply = loopState.page(head, bytes) { return .reply(reply, length: head.length, closes: head.closes) }
        let target = UnsafeRawBufferPointer(rebasing: bytes[head.target])
        guard target.hasPrefix("/-/") else { return nil }
        let uri = String(decoding: target, as: UTF8.self)
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if let reply = loopState.monitoringAnswer(at: parts[0], head, peer: peer) {
            return .reply(reply, length: head.length, closes: head.closes)
        }
        guard head.method == .get, !head.closes, parts[0] == Address.updates.path else { return nil }
        let shown = parts.dropFirst().first.flatMap { HTTP1EventStream.shown(in: $0) }
        let place = loopState.site.registry?.eventStreams.admit(peer: peer, forwarded: bytes.text(head.forwardedFor))
        // Where there is none left, that is said behind.
        if place == nil, loopState.site.registry != nil { return nil }
        return .stream(known: bytes.text(head.lastEventID) ?? shown, place, length: head.length)
    }

    /// `POST /-/reads/NUMBER`: counted and thanked for; its body says nothing.
    private func answerBeacon(_ head: RequestHead, _ bytes: UnsafeRawBufferPointer) -> Step? {
        let target = UnsafeRawBufferPointer(rebasing: bytes[head.target])
        guard target.hasPrefix("/-/reads/") else { return nil }
        let digits = UnsafeRawBufferPointer(rebasing: target[9...])
        // The rarer spellings of an address are for those who have time for them.
        guard let number = Digits.number(digits), number > 0, digits.first != UInt8(ascii: "0") else { return nil }
        let length = head.length + head.bodyLength
        guard bytes.count >= length else { return .wait }
        loopState.site.count(
            StoryNumber(rawValue: Int64(number)),
            peer: peer,
            browser: bytes.text(head.userAgent) ?? "",
            forwarded: bytes.text(head.forwardedFor),
            fetchSite: bytes.text(head.fetchSite),
            isPrefetch: head.purpose != nil
        )
        return .reply(loopState.counted(head), length: length, closes: head.closes)
    }
}
