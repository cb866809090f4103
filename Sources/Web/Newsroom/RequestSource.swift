import HTTPTypes
import Hummingbird
import News

/// Which page a form was sent from, as the browser says it.
///
/// Beside the token in the form: a page of somebody else's can have neither.
enum RequestSource {
    /// Whether a form that is sent to the host came from a page of that very host.
    ///
    /// `Sec-Fetch-Site` says it best (W3C *Fetch Metadata*); a browser without it sends `Origin`. A request with neither
    /// comes from no browser that we know, and is refused.
    /// - Parameters:
    ///   - request: What was sent.
    ///   - host: To which host, with the port that stands in the address.
    ///   - isSecure: Whether the page must have come by HTTPS.
    static func isSameSite(_ request: Request, host: String, isSecure: Bool) -> Bool {
        let site = request.headers[.fetchSite]
        if let site, site != "same-origin" { return false }
        guard let origin = request.headers[.origin] else { return site != nil }
        let host = host.lowercased()
        return origin.lowercased() == "https://" + host || (!isSecure && origin.lowercased() == "http://" + host)
    }
}
