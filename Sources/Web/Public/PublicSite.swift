import HTTPTypes
public import Hummingbird
import Logging
public import News
public import Press

/// Everything that a reader, or a machine of the public site, may ask for.
public struct PublicSite: HTTPResponder {
    public typealias Context = WebContext

    let press: PressRoom
    let proxies: TrustedProxies
    /// Where a rendition lies on disk; nil where there is none.
    let pictureFile: @Sendable (_ digest: String, _ width: Int, _ format: Address.PictureFormat) -> String?
    let isReady: @Sendable () -> Bool
    let clock: @Sendable () -> Timestamp
    /// Whether readers come by HTTPS, so that they may be told to keep to it.
    let isSecure: Bool
    /// Whether health and figures are told at a port of their own, and so not here.
    let hasAdmin: Bool
    let files = FileIO()
    /// Who tells of the server's stop; nil where there is no server.
    var registry: ConnectionRegistry?

    /// - Parameters:
    ///   - press: What answers pages.
    ///   - proxies: Whose word about a reader's address is believed.
    ///   - isSecure: Whether readers come by HTTPS.
    ///   - hasAdmin: Whether an ``AdminPort`` stands beside it.
    ///   - pictureFile: Asked on the way of each picture; must not block for long.
    ///   - isReady: Whether the store can be read now.
    ///   - clock: The present time.
    public init(
        press: PressRoom,
        proxies: TrustedProxies,
        isSecure: Bool,
        hasAdmin: Bool = false,
        pictureFile: @escaping @Sendable (String, Int, Address.PictureFormat) -> String?,
        isReady: @escaping @Sendable () -> Bool,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.press = press
        self.proxies = proxies
        self.isSecure = isSecure
        self.hasAdmin = hasAdmin
        self.pictureFile = pictureFile
        self.isReady = isReady
        self.clock = clock
    }

    public func respond(to request: Request, context: WebContext) async throws -> Response {
        let response = await answer(request, context)
        // Whatever answered: a HEAD has no body, or the next answer on the connection would be misread. Nor has a 304.
        let hasBody = request.method != .head || response.status == .notModified
        return hasBody ? response : response.createHeadResponse()
    }

    private func answer(_ request: Request, _ context: WebContext) async -> Response {
        guard RequestHost.isValid(request.head) else {
            return .plain(RequestHost.complaint, status: .badRequest)
        }
        let address = Address(path: request.uri.path, query: request.uri.query ?? "")
        switch (request.method, address) {
        case (.post, .reads(let number)):
            count(number, request, context)
            return Response(status: .noContent, headers: [.cacheControl: "no-store"])
        case (.get, let address), (.head, let address):
            return await read(address, request, context)
        case (_, .reads): return notAllowed("POST")
        default: return notAllowed("GET, HEAD")
        }
    }

    private func read(_ address: Address?, _ request: Request, _ context: WebContext) async -> Response {
        switch address {
        case .reads: return notAllowed("POST")
        case .updates: return liveUpdates(request, context)
        case .live, .ready, .health, .metrics:
            let isLocal = LocalProgram.isLocal(context.peer, request.headers)
            if let answer = monitoringAnswer(at: request.uri.path, isLocal: isLocal) { return answer.response }
        case .picture(let digest, let width, let format):
            return await picture(digest, width, format, request, context)
        default: break
        }
        return await page(address, request, context)
    }

    private func page(_ address: Address?, _ request: Request, _ context: WebContext) async -> Response {
        do {
            let path = request.uri.path
            let stitching = proxies.trusts(peer: context.peer) && Negotiation.stitches(request.headers)
            let reader = proxies.reader(peer: context.peer, forwarded: request.headers[.forwardedFor])
            let asker = ReaderNetwork(ClientNetwork(of: reader))
            switch try await press.answer(address, path: request.uri.string, stitching: stitching, for: asker) {
            case .moved(let address): return .moved(to: address, isSecure: isSecure)
            case .page(let page):
                // The right page under another spelling of its address: one way to the one right spelling.
                if let address, page.status == .ok, address.path.prefix(while: { $0 != "?" }) != path {
                    return .moved(to: address, isSecure: isSecure)
                }
                return Response(page, for: request, isSecure: isSecure, now: clock())
            }
        } catch {
            context.logger.error("A page cannot be pressed.", metadata: ["error": "\(error)"])
            return Response(press.notice(.unavailable), for: request, isSecure: isSecure, now: clock())
        }
    }

    private func count(_ number: StoryNumber, _ request: Request, _ context: WebContext) {
        count(
            number,
            peer: context.peer,
            browser: request.headers[.userAgent] ?? "",
            forwarded: request.headers[.forwardedFor],
            fetchSite: request.headers[.fetchSite],
            isPrefetch: request.headers[.purpose] != nil
        )
    }

    /// A read is counted if a page of ours told of it, in a browser that shows the page.
    func count(
        _ number: StoryNumber,
        peer: String?,
        browser: String,
        forwarded: String?,
        fetchSite: String?,
        isPrefetch: Bool
    ) {
        guard fetchSite != "cross-site" else { return press.reads.refuse(.elsewhere) }
        guard !isPrefetch else { return press.reads.refuse(.prefetch) }
        let network = ClientNetwork(of: proxies.reader(peer: peer, forwarded: forwarded))
        press.reads.count(number, from: ReaderNetwork(network), browser: browser, at: clock())
    }

    private func notAllowed(_ methods: String) -> Response {
        var response = Response.plain("This address answers \(methods).\n", status: .methodNotAllowed)
        response.headers[.allow] = methods
        return response
    }
}
