public import Editorial
import HTTPTypes
import Hummingbird
import Logging
public import News
public import Press

/// One newspaper as its readers, and programs, meet it.
public struct PublicSite: Sendable {
    let press: PressRoom
    /// Takes what readers hold against stories; nil where there is no desk to hear them.
    let desk: Desk?
    /// The hosts that it answers for.
    let hosts: [String]
    let proxies: TrustedProxies
    /// Where a rendition lies on disk; nil if there is none.
    let pictureFile: PictureFile
    let isReady: @Sendable () -> Bool
    /// How long the store has been away, in seconds; nil while it is not.
    let secondsAway: @Sendable () -> Int?
    let clock: @Sendable () -> Timestamp
    /// Whether readers come by HTTPS, so that they may be told to keep to it.
    let isSecure: Bool
    /// Whether health and figures are told at a port of their own, and so not here.
    let hasAdmin: Bool
    let files = FileIO()

    /// - Parameters:
    ///   - press: What makes its pages.
    ///   - desk: Takes rights of reply and complaints.
    ///   - hosts: Names or addresses that lead to it, without ports: `warta.example`. The first newspaper of a server
    ///     needs none; see ``SiteRouter``.
    ///   - proxies: Proxies that are believed about a reader's address.
    ///   - isSecure: Whether readers come by HTTPS.
    ///   - hasAdmin: Whether the server has an ``AdminPort``.
    ///   - pictureFile: Asked for each picture that is sent.
    ///   - isReady: Whether the store can be read now.
    ///   - secondsAway: How long it has been away; nil while it is not.
    ///   - clock: The present time.
    public init(
        press: PressRoom,
        desk: Desk? = nil,
        hosts: [String] = [],
        proxies: TrustedProxies,
        isSecure: Bool,
        hasAdmin: Bool = false,
        pictureFile: @escaping PictureFile,
        isReady: @escaping @Sendable () -> Bool,
        secondsAway: @escaping @Sendable () -> Int?,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.press = press
        self.desk = desk
        self.hosts = hosts
        self.proxies = proxies
        self.isSecure = isSecure
        self.hasAdmin = hasAdmin
        self.pictureFile = pictureFile
        self.isReady = isReady
        self.secondsAway = secondsAway
        self.clock = clock
    }

    /// - Parameter registry: Tells of the server's stop; nil if there is no server.
    func answer(_ request: Request, _ context: WebContext, _ registry: ConnectionRegistry?) async -> Response {
        let address = Address(path: request.uri.path, query: request.uri.query ?? "")
        switch (request.method, address) {
        case (.post, .reads(let number)):
            count(number, request, context)
            return Response(status: .noContent, headers: [.cacheControl: "no-store"])
        case (.get, .reads), (.head, .reads): return ErrorAnswer.notAllowed("POST").response
        case (.get, .updates), (.head, .updates): return liveUpdates(request, registry, context)
        case (.get, .picture(let digest, let width, let format)), (.head, .picture(let digest, let width, let format)):
            return await picture(digest, width, format, request, context)
        case (.get, .grievance(let kind, let story)), (.head, .grievance(let kind, let story)):
            return await form(kind, about: story, request, context)
        case (.post, .standing(let page)) where desk != nil && page.grievance != nil:
            guard let desk, let kind = page.grievance else { return notice(.notFound, request) }
            return await takeGrievance(kind, desk, request, context)
        case (.get, .receipt(let secret)) where desk != nil, (.head, .receipt(let secret)) where desk != nil:
            guard let desk else { return notice(.notFound, request) }
            return await receipt(secret, desk, request, context)
        case (.get, let address), (.head, let address): return await page(address, request, context)
        case (_, .reads): return ErrorAnswer.notAllowed("POST").response
        default: return ErrorAnswer.notAllowed("GET, HEAD").response
        }
    }

    private func page(_ address: Address?, _ request: Request, _ context: WebContext) async -> Response {
        do {
            let path = request.uri.path
            let stitching = proxies.trusts(peer: context.peer) && Negotiation.stitches(request.headers)
            let asker = network(request, context)
            switch try await press.answer(address, path: request.uri.string, stitching: stitching, for: asker) {
            case .moved(let address): return .moved(to: address, isSecure: isSecure)
            case .page(let page):
                // The right page under another spelling of its address is one redirect away from the right one.
                if let address, page.status == .ok, address.path.prefix(while: { $0 != "?" }) != path {
                    return .moved(to: address, isSecure: isSecure)
                }
                return Response(page, for: request, isSecure: isSecure, away: secondsAway(), now: clock())
            }
        } catch {
            return failure(error, "A page cannot be pressed.", request, context)
        }
    }

    /// What a reader gets if something went wrong: a page of the theme where it has one for that, never the error's
    /// own words from within.
    ///
    /// - Parameter event: What is logged with the error.
    func failure(_ error: any Error, _ event: Logger.Message, _ request: Request, _ context: WebContext) -> Response {
        let answer = ErrorAnswer(error)
        let level: Logger.Level = answer.status.kind == .serverError ? .error : .debug
        context.logger.log(level: level, event, metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
        guard let status = PressedPage.Status(rawValue: answer.status.code) else { return answer.response }
        return notice(status, request)
    }

    /// A page of the theme that says why there is no other.
    func notice(_ status: PressedPage.Status, _ request: Request) -> Response {
        Response(press.notice(status), for: request, isSecure: isSecure, now: clock())
    }
}
