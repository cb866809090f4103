import HTTPTypes
import Hummingbird
import News
import Press

extension Newsroom {
    /// A JavaScript module: no secret, and the same for ever under its address, so that browsers keep it.
    func module(digest: String, _ name: String, _ visit: Visit) async throws -> Response {
        let gzip = Negotiation.takesGzip(visit.request.headers[.acceptEncoding])
        guard !visit.isPost, digest == ModuleSet.builtIn.digest,
            let bytes = try await press.module(named: name, of: .builtIn, gzip: gzip)
        else { return notice(.notFound, "not_found", visit) }
        var headers = HTTPFields.newsroom(isSecure: isSecure)
        headers[.cacheControl] = HTTPCaching.immutable.header
        headers[.vary] = "Accept-Encoding"
        headers[.contentType] = "text/javascript; charset=utf-8"
        if gzip { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }
}
