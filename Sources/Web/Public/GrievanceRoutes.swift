import Editorial
import HTTPTypes
import Hummingbird
import Logging
import News
import Press

// Readers change nothing, but by these forms: they ask for a right of reply, and complain.

extension PublicSite {
    /// Bytes that such a form may have: the longest of each field, escaped.
    private static let mostForm = 256 << 10

    /// The form about a story; where it was named in words of another form, the way to the right address.
    func form(_ kind: Grievance.Kind, about asked: String, _ request: Request, _ context: WebContext) async -> Response
    {
        do {
            guard let number = number(asked),
                let page = try await press.form(
                    kind,
                    about: number,
                    token: Desk.newGrievanceToken(),
                    for: network(request, context)
                )
            else { return notice(.notFound, request) }
            return answer(page, request)
        } catch {
            return failure(error, "The form of a grievance cannot be made.", request, context)
        }
    }

    /// Takes what was sent, and leads to the page that says how it stands.
    func takeGrievance(
        _ kind: Grievance.Kind,
        _ desk: Desk,
        _ request: Request,
        _ context: WebContext
    ) async -> Response {
        do {
            guard var bytes = try await request.bytes(of: "application/x-www-form-urlencoded", upTo: Self.mostForm),
                let text = bytes.readString(length: bytes.readableBytes), let form = FormFields(text),
                let number = number(form["berita"])
            else { return notice(.badRequest, request) }
            let typed = GrievanceDraft(form)
            func again(_ fault: Fault) async throws -> Response {
                let page = try await press.form(
                    kind,
                    about: number,
                    typed,
                    // One that was not taken would not be taken the next time either.
                    token: fault == .form ? Desk.newGrievanceToken() : form["form"],
                    fault: fault.name,
                    for: network(request, context)
                )
                guard let page else { return notice(.notFound, request) }
                var response = answer(page, request)
                response.status = fault.status
                if fault == .unavailable { response.headers[.retryAfter] = HTTPFields.retrySeconds }
                return response
            }
            // A page elsewhere could have its visitors send forms until nobody else is heard. Browsers that say where a form
            // comes from are asked; `Origin` is none that helps, as it is `null` under the form's own `no-referrer`.
            if let site = request.headers[.fetchSite], site != "same-origin" { return try await again(.foreign) }
            // No browser shows this field to people.
            guard form["website"].isEmpty else { return try await again(.robot) }
            let draft: GrievanceDraft
            do throws(GrievanceDraft.Fault) {
                draft = try typed.checked()
            } catch {
                return try await again(.draft(error))
            }
            let caller = Caller(address: reader(request, context), userAgent: "")
            do {
                let secret = try await desk.fileGrievance(kind, about: number, draft, token: form["form"], from: caller)
                return moved(toReceipt: secret)
            } catch let error as NewsError where error.code == .notFound {
                return notice(.notFound, request)
            } catch let error as NewsError {
                guard let fault = Fault(error.code) else { throw error }
                if fault == .unavailable {
                    context.logger.error("A grievance cannot be taken.", metadata: ["error": "\(error)"])
                }
                return try await again(fault)
            }
        } catch is FormTooLarge {
            return notice(.badRequest, request)
        } catch {
            return failure(error, "A grievance cannot be taken.", request, context)
        }
    }

    /// How something stands, for whoever was given its address.
    func receipt(_ secret: String, _ desk: Desk, _ request: Request, _ context: WebContext) async -> Response {
        // In another spelling its secret would be in the log.
        guard request.uri.path == Address.receipt(secret).path else { return notice(.notFound, request) }
        do {
            let (grievance, records) = try await desk.openGrievance(secret: secret)
            return answer(try await press.receipt(grievance, records, for: network(request, context)), request)
        } catch let error as NewsError where error.code == .notFound {
            return notice(.notFound, request)
        } catch {
            // Its path is a secret.
            context.logger.error("The page of a grievance cannot be made.", metadata: ["error": "\(error)"])
            return notice(.failed, request)
        }
    }

    private func reader(_ request: Request, _ context: WebContext) -> String {
        proxies.reader(peer: context.peer, forwarded: request.headers[.forwardedFor])
    }

    /// From which it was asked, for turns and counts.
    func network(_ request: Request, _ context: WebContext) -> ReaderNetwork {
        ReaderNetwork(ClientNetwork(of: reader(request, context)))
    }

    /// By its number, or by any address of it.
    private func number(_ asked: String) -> StoryNumber? {
        let text = asked.collapsedWhitespace
        if let number = StoryNumber(text) { return number }
        let path = text.firstRange(of: "://").map { rest in text[rest.upperBound...].drop { $0 != "/" } } ?? text[...]
        guard case .story(_, let number, _)? = Address(path: String(path.prefix { $0 != "?" && $0 != "#" })) else {
            return nil
        }
        return number
    }

    /// A page that is one person's.
    private func answer(_ page: PressedPage, _ request: Request) -> Response {
        var response = Response(page, for: request, isSecure: isSecure, now: clock())
        response.headers[.cacheControl] = "private, no-store"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.xRobotsTag] = "noindex, nofollow"
        response.headers[.eTag] = nil
        response.headers[.lastModified] = nil
        return response
    }

    private func moved(toReceipt secret: String) -> Response {
        var headers = HTTPFields.common(isSecure: isSecure)
        headers[.location] = Address.receipt(secret).path
        headers[.cacheControl] = "private, no-store"
        headers[.referrerPolicy] = "no-referrer"
        return Response(status: .seeOther, headers: headers)
    }
}

/// Why a form comes back, with all that was typed.
private enum Fault: Equatable {
    case draft(GrievanceDraft.Fault)
    /// It was sent from a page that is not ours.
    case foreign
    case robot
    /// Its token is none.
    case form
    case tooMany
    /// The store takes nothing, or the newsroom is sent too much.
    case unavailable

    init?(_ code: NewsError.Code) {
        switch code {
        case .invalid: self = .form
        case .throttled: self = .tooMany
        case .unavailable: self = .unavailable
        case .notFound, .refused, .conflict: return nil
        }
    }

    /// Among the strings' `grievances.faults`.
    var name: String {
        switch self {
        case .draft(let fault): fault.rawValue
        case .foreign: "foreign"
        case .robot: "robot"
        case .form: "form"
        case .tooMany: "too_many"
        case .unavailable: "unavailable"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .draft, .robot, .form: .badRequest
        case .foreign: .forbidden
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }
}

extension GrievanceDraft {
    fileprivate init(_ form: FormFields) {
        self.init(
            name: form["name"],
            email: form["email"],
            phone: form["phone"],
            relation: form["relation"],
            quoted: form["quoted"],
            words: form["words"]
        )
    }
}
