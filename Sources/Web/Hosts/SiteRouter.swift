import HTTPTypes
public import Hummingbird
import Logging
import News

/// The newspapers of one server: hands each request to the one that it is for, by its host.
///
/// What concerns the server as a whole is answered here, whatever host is named: a load balancer asks by address.
public struct SiteRouter: HTTPResponder {
    public typealias Context = WebContext

    let sites: [PublicSite]
    /// Their newsrooms, in the same order; none where there are none.
    let newsrooms: [Newsroom]
    /// The first of them.
    ///
    /// What all newspapers of a server share, such as its clock and its proxies, is taken from it.
    let first: PublicSite
    let hosts: HostTable
    /// Tells of the stop of the server that this answers for; nil if there is none.
    private(set) var registry: ConnectionRegistry?
    /// The server that was made last for these newspapers.
    let running = RunningServer()

    /// - Parameters:
    ///   - sites: At least one. A host that none of them has is answered by the first.
    ///   - newsrooms: Where their people work, one for each in the same order; none where they have none.
    ///   - strictHosts: Whether a request for such a host is refused with 421 instead.
    /// - Throws: `invalid` if there is no newspaper, or their hosts leave in doubt which one is meant.
    public init(_ sites: [PublicSite], newsrooms: [Newsroom] = [], strictHosts: Bool = false) throws {
        guard let first = sites.first else { throw NewsError(.invalid, "There is no newspaper to serve.") }
        self.sites = sites
        self.newsrooms = newsrooms
        self.first = first
        hosts = try HostTable(sites.map(\.hosts), isStrict: strictHosts)
    }

    /// This router as one server has it; the one that it was before hears of that server.
    func served(by registry: ConnectionRegistry) -> SiteRouter {
        running.registry = registry
        var router = self
        router.registry = registry
        return router
    }

    /// From now on new clients are sent elsewhere, while all who come are still answered.
    ///
    /// To be called some time before the server stops.
    public func startDraining() { running.isDraining = true }

    /// From now on administrators are told this of the house.
    public func report(_ report: HealthReport) { running.report = report }

    /// Answers a request that the fast path leaves to Hummingbird.
    public func respond(to request: Request, context: WebContext) async throws -> Response {
        let response = await answer(request, context)
        // Whoever answered: a HEAD gets no body, or the next answer on the connection would be misread. Nor does a 304.
        let hasBody = request.method != .head || response.status == .notModified
        return hasBody ? response : response.createHeadResponse()
    }

    private func answer(_ request: Request, _ context: WebContext) async -> Response {
        guard let host = RequestHost(request.head) else { return ErrorAnswer.hostMissing.response }
        if request.method == .get || request.method == .head {
            let isLocal = LocalProgram.isLocal(context.peer, request.headers)
            if let answer = monitoringAnswer(at: request.uri.path, isLocal: isLocal) { return answer.response }
        }
        let id = RequestID.of(request.headers, isTrusted: true)
        var context = context
        // Every line that is logged in this task names the request by itself.
        context.logger[metadataKey: "hb.request.id"] = nil
        var response = await RequestID.$current.withValue(id) { [context] in await answer(request, host, context) }
        if response.isForOneRequest { response.headers[.requestID] = id }
        if response.status == .serviceUnavailable, response.headers[.retryAfter] == nil {
            response.headers[.retryAfter] = HTTPFields.retrySeconds
        }
        return response
    }

    private func answer(_ request: Request, _ host: RequestHost, _ context: WebContext) async -> Response {
        guard let newspaper = hosts.newspaper(of: host.text.utf8) else { return ErrorAnswer.hostUnknown.response }
        if newsrooms.indices.contains(newspaper), NewsroomAddress.isPath(request.uri.path) {
            return await newsrooms[newspaper].answer(request, host: host, context, registry)
        }
        return await sites[newspaper].answer(request, context, registry)
    }
}
