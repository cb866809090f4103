import Editorial
import HTTPTypes
import Hummingbird
import News
import Press

// A member's own account: the password, and where they are signed in.

extension Newsroom {
    func account(
        _ visit: MemberVisit,
        fault: String? = nil,
        factorFault: String? = nil,
        addressFault: String? = nil,
        passkeyFault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let sessions = try await desk.sessions(of: visit.member.number)
        var view: View = [
            "name": visit.member.name, "email": visit.member.email.text,
            "role": strings.text("roles_of_members." + visit.member.role.rawValue),
            "password_action": NewsroomAddress.password.path, "sessions_action": NewsroomAddress.sessions.path,
            "sessions": sessions.map { session in
                var row: View = [
                    "number": String(session.number), "begun": time(session.begun), "used": time(session.lastUsed),
                    "device": session.device.isEmpty ? strings.text("account.unknown_device") : session.device,
                    "address": session.address,
                ]
                row.flag("own", session.number == visit.session.number)
                return row
            },
        ]
        view["address_action"] = NewsroomAddress.ownAddress.path
        view.set("address_fault", addressFault.map { strings.text("members.faults." + $0) })
        view.set("passkey_fault", passkeyFault.map { strings.text("passkeys.faults." + $0) })
        view["events"] = try await latestEvents(of: visit.member)
        view["passkeys"] = try await passkeysView(visit)
        view["factor"] = try await factorView(visit)
        view.set("fault", fault.map { strings.text("password.faults." + $0) })
        view.set("factor_fault", factorFault.map { strings.text("factor.faults." + $0) })
        return page("account", strings.text("account.title"), view, for: visit, status: status)
    }

    /// Changes the address with which the member signs in.
    func changeAddress(_ visit: MemberVisit) async throws -> Response {
        do {
            try await desk.changeAddress(
                session: visit.sessionToken,
                password: visit.form["password"],
                to: try EmailAddress(visit.form["email"]),
                from: visit.caller
            )
            return moved(to: .account, said: "address")
        } catch let error as NewsError where error.code != .unavailable && error.code != .notFound {
            let key = [.refused: "password", .invalid: "email"][error.code] ?? error.code.rawValue
            return try await account(visit, addressFault: key, status: ErrorAnswer.status(of: error.code))
        }
    }

    func changePassword(_ visit: MemberVisit) async throws -> Response {
        guard visit.form["password"] == visit.form["again"] else {
            return try await account(visit, fault: "different", status: .badRequest)
        }
        do {
            let signIn = try await desk.changePassword(
                session: visit.sessionToken,
                old: visit.form["old"],
                new: visit.form["password"],
                from: visit.caller
            )
            return moved(
                to: .account,
                said: "password",
                cookies: [visit.cookies.set(.session, signIn.token)]
            )
        } catch let error as NewsError {
            switch error.code {
            case .invalid: return try await account(visit, fault: "weak", status: .badRequest)
            case .refused: return try await account(visit, fault: "wrong", status: .forbidden)
            case .throttled: return try await account(visit, fault: "throttled", status: .tooManyRequests)
            case .notFound, .conflict, .unavailable: throw error
            }
        }
    }

    /// Ends one session, or all of them.
    func endSessions(_ visit: MemberVisit) async throws -> Response {
        if visit.form["session"] == "all" {
            try await desk.endAllSessions(of: visit.member.number, by: Manager(visit.member, from: visit.caller))
            return signedOut(visit)
        }
        guard let number = Int64(visit.form["session"]) else { throw NewsError(.invalid, "No session was named.") }
        try await desk.endSession(number, of: visit.member, from: visit.caller)
        return moved(to: .account, said: "session")
    }
}
