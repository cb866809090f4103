import Editorial
import HTTPTypes
import Hummingbird
import News
import Press

// Passkeys: added and removed by members, and shown at the door. What the browser does with one is done by `passkey.js`; it
// fills the fields of a form, which is sent as any other.

extension Visit {
    /// Where a passkey could be made or used; nil where the page is at an address without a name.
    var passkeyPlace: PasskeyPlace? { PasskeyPlace(authority: host, isSecure: cookies.isSecure) }
}

extension Newsroom {
    /// What the sign-in's page tells the browser that looks for a passkey.
    func passkeySignIn(at place: PasskeyPlace, formSecret: String) async throws -> View {
        let options = JSONValue.members([
            "challenge": .string(try await desk.passkeyChallenge(formSecret: formSecret)), "rpId": .string(place.host),
            "userVerification": "required", "timeout": .integer(Passkey.patience * 1_000),
        ])
        return ["action": NewsroomAddress.passkeySignIn.path, "options": options.written]
    }

    /// Takes what a passkey has signed, and lets in.
    func signInByPasskey(_ visit: Visit) async throws -> Response {
        let form = try await FormFields(sentWith: visit.request)
        guard isForm(form, of: visit), let secret = visit.cookies.value(.form, in: visit.request),
            let place = visit.passkeyPlace
        else { return try await signInPage(visit, fault: "form", status: .forbidden) }
        let used = UsedPasskey(
            credential: form["credential"],
            clientData: form["client_data"],
            authenticatorData: form["authenticator_data"],
            signature: form["signature"],
            userHandle: form["user_handle"]
        )
        do {
            let signIn = try await desk.signIn(
                used,
                formSecret: secret,
                at: place,
                from: visit.caller,
                replacing: visit.cookies.value(.session, in: visit.request)
            )
            return came(.signedIn(signIn), to: form["to"], visit)
        } catch let error as NewsError where error.code == .refused || error.code == .notFound {
            let fault = error.code == .refused ? "passkey" : "late"
            return try await signInPage(visit, to: form["to"], fault: fault, status: .forbidden)
        }
    }

    /// What the account's page says of passkeys.
    func passkeysView(_ visit: MemberVisit) async throws -> View {
        let passkeys = try await desk.passkeys(of: visit.member.number)
        var view: View = [
            "action": NewsroomAddress.passkeys.path,
            "list": passkeys.map { passkey in
                var row: View = [
                    "number": String(passkey.number), "name": passkey.name, "host": passkey.host,
                    "added": time(passkey.added),
                ]
                if let used = passkey.lastUsed { row["used"] = time(used) }
                return row
            },
        ]
        view.flag("possible", visit.visit.passkeyPlace != nil)
        return view
    }

    /// The page on which a passkey is added.
    func passkeyPage(
        _ visit: MemberVisit,
        _ more: View = ["begin": true],
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var view: View = ["action": NewsroomAddress.passkeys.path, "back": NewsroomAddress.account.path]
        view.merge(more) { _, own in own }
        view.set("fault", fault.map { strings.text("passkeys.faults." + $0) })
        return page("passkeys", strings.text("passkeys.add"), view, for: visit, status: status)
    }

    func changePasskeys(_ visit: MemberVisit) async throws -> Response {
        guard let place = visit.visit.passkeyPlace else { throw NewsError(.invalid, "Passkeys need a name of a host.") }
        switch visit.form["act"] {
        case "begin": return try await beginPasskey(at: place, visit)
        case "add": return try await addPasskey(at: place, visit)
        case "remove": return try await removePasskey(visit)
        default: throw NewsError(.invalid, "The form says nothing that is to be done.")
        }
    }

    private func beginPasskey(at place: PasskeyPlace, _ visit: MemberVisit) async throws -> Response {
        do {
            let setup = try await desk.beginPasskey(
                session: visit.sessionToken,
                password: visit.form["password"],
                at: place,
                from: visit.caller
            )
            let options = setup.options(of: visit.member, at: place, newspaper: site.name).written
            let name = visit.session.device.isEmpty ? strings.text("passkeys.one") : visit.session.device
            return passkeyPage(visit, ["make": ["options": options, "name": name] as View])
        } catch let error as NewsError where Self.faults[error.code] != nil {
            return passkeyPage(visit, fault: Self.faults[error.code], status: ErrorAnswer.status(of: error.code))
        }
    }

    private func addPasskey(at place: PasskeyPlace, _ visit: MemberVisit) async throws -> Response {
        do {
            try await desk.addPasskey(
                session: visit.sessionToken,
                MadePasskey(clientData: visit.form["client_data"], attestation: visit.form["attestation"]),
                named: visit.form["name"],
                at: place,
                from: visit.caller
            )
            return moved(to: .account, said: "passkey")
        } catch let error as NewsError where [.refused, .invalid, .conflict].contains(error.code) {
            let fault = error.code == .invalid ? "name" : "not_taken"
            return passkeyPage(visit, fault: fault, status: ErrorAnswer.status(of: error.code))
        }
    }

    private func removePasskey(_ visit: MemberVisit) async throws -> Response {
        guard let number = Int64(visit.form["passkey"]) else { throw NewsError(.invalid, "No passkey was named.") }
        do {
            try await desk.removePasskey(
                session: visit.sessionToken,
                number,
                password: visit.form["password"],
                from: visit.caller
            )
            return moved(to: .account, said: "passkey_gone")
        } catch let error as NewsError where error.code == .refused || error.code == .throttled {
            let status = ErrorAnswer.status(of: error.code)
            return try await account(visit, passkeyFault: Self.faults[error.code], status: status)
        }
    }

    private static let faults: [NewsError.Code: String] = [
        .refused: "password", .throttled: "throttled", .conflict: "many",
    ]
}

extension PasskeySetup {
    /// What `navigator.credentials.create` is told, with bytes in base64url.
    fileprivate func options(of member: Member, at place: PasskeyPlace, newspaper: String) -> JSONValue {
        let credential = { (id: String) in JSONValue.members(["type": "public-key", "id": .string(id)]) }
        let algorithm = { (number: Int) in JSONValue.members(["type": "public-key", "alg": .integer(number)]) }
        return .members([
            "challenge": .string(challenge),
            "rp": .members(["id": .string(place.host), "name": .string(newspaper)]),
            "user": .members([
                "id": .string(userHandle), "name": .string(member.email.text), "displayName": .string(member.name),
            ]),
            "pubKeyCredParams": .array(algorithms.map(algorithm)),
            "excludeCredentials": .array(known.map(credential)),
            "authenticatorSelection": .members([
                "residentKey": "required", "requireResidentKey": .bool(true), "userVerification": "required",
            ]),
            "attestation": "none", "timeout": .integer(Passkey.patience * 1_000),
        ])
    }
}
