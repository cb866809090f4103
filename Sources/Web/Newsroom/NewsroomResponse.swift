import HTTPTypes
import Hummingbird
import NIOCore
import News

extension HTTPFields {
    /// The fields of every answer of the newsroom: nobody keeps it, frames it, or learns its address elsewhere, and nothing
    /// runs in it but our own modules, which ask nobody but us.
    /// - Parameters:
    ///   - isSecure: Whether readers come by HTTPS.
    ///   - cookies: What the browser is to keep or to forget, as `NewsroomCookies` writes it.
    ///   - hasModules: False for a page of readers that members look at: nothing runs in it, and nobody counts it.
    static func newsroom(isSecure: Bool, cookies: [String] = [], hasModules: Bool = true) -> HTTPFields {
        let modules = hasModules ? "script-src 'self'; connect-src 'self'; " : ""
        var headers: HTTPFields = [
            .cacheControl: "private, no-store",
            .vary: "Cookie",
            .contentSecurityPolicy: """
            default-src 'none'; \(modules)img-src 'self'; style-src 'self'; manifest-src 'self'; base-uri 'none'; \
            form-action 'self'; frame-ancestors 'none'
            """,
            .xContentTypeOptions: "nosniff",
            // Not none: a browser would then hide from which page a form came.
            .referrerPolicy: "same-origin",
            .permissionsPolicy: "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        ]
        headers[.xFrameOptions] = "DENY"
        headers[.xRobotsTag] = "noindex, nofollow"
        headers[.crossOriginOpenerPolicy] = "same-origin"
        headers[.crossOriginResourcePolicy] = "same-origin"
        if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return headers
    }
}

extension Response {
    /// A page of the newsroom.
    static func newsroom(
        _ html: [UInt8],
        status: HTTPResponse.Status = .ok,
        isSecure: Bool,
        cookies: [String] = []
    ) -> Response {
        var headers = HTTPFields.newsroom(isSecure: isSecure, cookies: cookies)
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: html)))
    }

    /// The way to another page, which is then asked for (303).
    static func newsroom(to path: String, isSecure: Bool, cookies: [String] = []) -> Response {
        var headers = HTTPFields.newsroom(isSecure: isSecure, cookies: cookies)
        headers[.location] = path
        return Response(status: .seeOther, headers: headers)
    }
}

extension ErrorAnswer {
    /// An answer of the newsroom that is no page.
    func newsroomResponse(isSecure: Bool) -> Response {
        var response = response
        for field in HTTPFields.newsroom(isSecure: isSecure) { response.headers[field.name] = field.value }
        return response
    }
}
