import HTTPTypes
import Hummingbird

/// The cookies of the newsroom: the session's, and before there is one that by which a form is known to be ours.
struct NewsroomCookies {
    /// Over HTTPS their names say that no other host and no plain connection can have set them (RFC 6265bis, `__Host-`).
    let isSecure: Bool

    enum Kind: String {
        case session = "warta"
        case form = "warta-form"
        /// Up to where a standby must be that this browser's pages are read from: behind all that it has sent.
        case position = "warta-position"
    }

    private func name(_ kind: Kind) -> String { (isSecure ? "__Host-" : "") + kind.rawValue }

    /// The value that a request brings; nil where there is none.
    func value(_ kind: Kind, in request: Request) -> String? {
        let name = name(kind) + "="
        for line in request.headers[values: .cookie] {
            for part in line.split(separator: ";") {
                let part = part.drop { $0 == " " }
                guard part.hasPrefix(name) else { continue }
                let value = part.dropFirst(name.count)
                return value.isEmpty || value.utf8.count > 200 ? nil : String(value)
            }
        }
        return nil
    }

    /// A field that sets one; it goes when the browser is closed, and the store ends a session earlier.
    func set(_ kind: Kind, _ value: String) -> String {
        "\(name(kind))=\(value); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    /// A field that makes the browser forget one.
    func forget(_ kind: Kind) -> String { set(kind, "") + "; Max-Age=0" }
}
