import HTTPTypes

extension HTTPField.Name {
    static let host = constant("Host")
    static let surrogateCapability = constant("Surrogate-Capability")
    static let surrogateControl = constant("Surrogate-Control")
    static let surrogateKey = constant("Surrogate-Key")
    static let permissionsPolicy = constant("Permissions-Policy")
    static let referrerPolicy = constant("Referrer-Policy")
    static let forwardedFor = constant("X-Forwarded-For")
    static let forwardedHost = constant("X-Forwarded-Host")
    static let forwardedProto = constant("X-Forwarded-Proto")
    static let forwarded = constant("Forwarded")
    static let realIP = constant("X-Real-IP")
    static let via = constant("Via")
    static let cacheStatus = constant("Cache-Status")
    static let requestID = constant("X-Request-ID")
    static let fetchSite = constant("Sec-Fetch-Site")
    static let purpose = constant("Sec-Purpose")
    static let lastEventID = constant("Last-Event-ID")
    /// The token of a session's forms, where a script sends it.
    static let formToken = constant("X-Warta-Token")
    static let xFrameOptions = constant("X-Frame-Options")
    static let xRobotsTag = constant("X-Robots-Tag")
    static let crossOriginOpenerPolicy = constant("Cross-Origin-Opener-Policy")
    static let accelBuffering = constant("X-Accel-Buffering")

    /// The names above are tokens, so that this never fails.
    private static func constant(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return name
    }
}
