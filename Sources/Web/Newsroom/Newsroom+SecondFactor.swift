import Editorial
import HTTPTypes
import Hummingbird
import News
import Press

// A member's second factor: set up on the account's own page, and asked for after the password.

extension Newsroom {
    /// What the account's page says of the second factor.
    func factorView(_ visit: MemberVisit) async throws -> View {
        var view: View = ["action": NewsroomAddress.secondFactor.path]
        guard let factor = try await desk.secondFactor(of: visit.member.number) else { return view }
        view["on"] = strings.text(
            "factor.on",
            ["time": strings.short(factor.since, in: site.zone), "count": String(factor.recoveryCodes)]
        )
        return view
    }

    /// The page on which a second factor is set up.
    func secondFactor(_ visit: MemberVisit) async throws -> Response {
        if try await desk.secondFactor(of: visit.member.number) != nil { return moved(to: .account) }
        return factorPage(["begin": true], visit)
    }

    func changeSecondFactor(_ visit: MemberVisit) async throws -> Response {
        switch visit.form["act"] {
        case "begin": try await beginFactor(visit)
        case "confirm": try await confirmFactor(visit)
        case "end": try await endFactor(visit)
        default: throw NewsError(.invalid, "The form says nothing that is to be done.")
        }
    }

    private func beginFactor(_ visit: MemberVisit) async throws -> Response {
        do {
            let setup = try await desk.beginSecondFactor(
                session: visit.sessionToken,
                password: visit.form["password"],
                from: visit.caller
            )
            var view: View = ["confirm": true, "secret": Self.grouped(setup.secret), "uri": setup.uri]
            if let code = SquareCode(of: setup.uri) {
                view["square"] = ["size": code.size, "path": code.path] as View
            }
            return factorPage(view, visit)
        } catch let error as NewsError where Self.isOfPassword(error) {
            return factorPage(["begin": true], visit, fault: error)
        }
    }

    private func confirmFactor(_ visit: MemberVisit) async throws -> Response {
        do {
            let codes = try await desk.confirmSecondFactor(
                session: visit.sessionToken,
                code: visit.form["code"],
                from: visit.caller
            )
            return factorPage(["codes": codes, "back": NewsroomAddress.account.path], visit)
        } catch let error as NewsError where Self.isOfPassword(error) {
            return factorPage(["confirm": true], visit, fault: error)
        }
    }

    private func endFactor(_ visit: MemberVisit) async throws -> Response {
        do {
            try await desk.endSecondFactor(
                session: visit.sessionToken,
                password: visit.form["password"],
                from: visit.caller
            )
            return moved(to: .account, said: "factor_off")
        } catch let error as NewsError where Self.isOfPassword(error) {
            let key = error.code == .throttled ? "throttled" : "password"
            return try await account(visit, factorFault: key, status: ErrorAnswer.status(of: error.code))
        }
    }

    private static func isOfPassword(_ error: NewsError) -> Bool { error.code == .refused || error.code == .throttled }

    private func factorPage(_ view: View, _ visit: MemberVisit, fault: NewsError? = nil) -> Response {
        var view = view
        view["action"] = NewsroomAddress.secondFactor.path
        view["again"] = NewsroomAddress.secondFactor.path
        if let fault {
            let key = fault.code == .throttled ? "throttled" : view["begin"] == nil ? "code" : "password"
            view["fault"] = strings.text("factor.faults." + key)
        }
        let status = fault.map { ErrorAnswer.status(of: $0.code) } ?? .ok
        return page("second-factor", strings.text("factor.title"), view, for: visit, status: status)
    }

    /// A key in groups of four, as people type it.
    private static func grouped(_ key: String) -> String {
        stride(from: 0, to: key.count, by: 4).map { String(key.dropFirst($0).prefix(4)) }.joined(separator: " ")
    }
}

extension Newsroom {
    /// Asks whoever gave the right password for a code.
    func codePage(
        _ challenge: String,
        to wanted: String,
        said: String,
        _ visit: Visit,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var view: View = ["action": NewsroomAddress.code.path, "challenge": challenge]
        view.set("to", wanted)
        view.set("said_next", said)
        view.set("fault", fault.map { strings.text("factor.faults." + $0) })
        return strangersPage("code", strings.text("factor.code_title"), view, visit, status: status)
    }

    /// Takes the code, and lets in.
    func giveCode(_ visit: Visit) async throws -> Response {
        let form = try await FormFields(sentWith: visit.request)
        guard isForm(form, of: visit) else { return try await signInPage(visit, fault: "form", status: .forbidden) }
        do {
            let signIn = try await desk.signIn(
                challenge: form["challenge"],
                code: form["code"],
                from: visit.caller,
                replacing: visit.cookies.value(.session, in: visit.request)
            )
            return came(.signedIn(signIn), to: form["to"], said: form["said_next"], visit)
        } catch let error as NewsError where error.code == .notFound {
            return try await signInPage(visit, to: form["to"], fault: "late", status: .forbidden)
        } catch let error as NewsError where error.code == .refused || error.code == .throttled {
            return codePage(
                form["challenge"],
                to: form["to"],
                said: form["said_next"],
                visit,
                fault: error.code == .refused ? "code" : "throttled",
                status: ErrorAnswer.status(of: error.code)
            )
        }
    }
}
