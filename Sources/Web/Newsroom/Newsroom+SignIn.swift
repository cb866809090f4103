import Editorial
import HTTPTypes
import Hummingbird
import News
import Press

// Coming in and going out.

extension Newsroom {
    /// Answers whoever is not signed in: with the form by which they sign in, or the way to it.
    func answerStranger(_ visit: Visit) async throws -> Response {
        switch (visit.isPost, visit.address) {
        case (false, .signIn?): return try await signInPage(visit)
        case (true, .signIn?):
            let form = try await FormFields(sentWith: visit.request)
            guard isForm(form, of: visit) else { return try await signInPage(visit, fault: "form", status: .forbidden) }
            return try await signIn(form, visit)
        case (_, .link(let token)?): return try await link(token, visit)
        case (_, .forgotten?) where desk.sendsMail: return try await forgotten(visit)
        case (true, .passkeySignIn?): return try await signInByPasskey(visit)
        case (true, .code?): return try await giveCode(visit)
        case (false, .code?), (false, .passkeySignIn?):
            return .newsroom(to: NewsroomAddress.signIn.path, isSecure: isSecure)
        default:
            // Whoever was sent a link to a story finds it behind the door.
            let wanted = visit.isPost || visit.address == .stories || visit.address == .signOut ? nil : visit.address
            let to = wanted.map { _ in visit.request.uri.string } ?? ""
            return .newsroom(to: NewsroomAddress.signIn.path(["to": to]), isSecure: isSecure)
        }
    }

    /// A page with a form for somebody who has no session yet; a cookie tells the form from one of another's page.
    /// - Parameters:
    ///   - template: The template's name.
    ///   - title: What the page is called.
    ///   - view: What else the template sees.
    ///   - visit: Whose page it is.
    ///   - status: With which the page is answered.
    ///   - secret: The secret of the browser's forms, where the page was made for one that the browser gets with it.
    func strangersPage(
        _ template: String,
        _ title: String,
        _ view: View,
        _ visit: Visit,
        status: HTTPResponse.Status,
        secret: String? = nil
    ) -> Response {
        let known = visit.cookies.value(.form, in: visit.request)
        let secret = known ?? secret ?? Desk.newFormSecret()
        var whole = frame(title)
        whole["token"] = Desk.formToken(session: secret)
        whole.merge(view) { _, own in own }
        let cookies = known == nil ? [visit.cookies.set(.form, secret)] : []
        return .newsroom(theme.render(template, whole), status: status, isSecure: isSecure, cookies: cookies)
    }

    /// Whether a form was made by us for this browser.
    func isForm(_ form: FormFields, of visit: Visit) -> Bool {
        visit.cookies.value(.form, in: visit.request).map { Desk.isFormToken(form["token"], session: $0) } ?? false
    }

    func signInPage(
        _ visit: Visit,
        email: String = "",
        to wanted: String? = nil,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let secret = visit.cookies.value(.form, in: visit.request) ?? Desk.newFormSecret()
        var view: View = ["action": NewsroomAddress.signIn.path]
        if let place = visit.passkeyPlace { view["passkey"] = try await passkeySignIn(at: place, formSecret: secret) }
        view.set("email", email)
        view.set("to", wanted ?? visit.query["to"])
        view.set("fault", fault.map { strings.text("sign_in.faults." + $0) })
        view.set("forgotten", desk.sendsMail ? NewsroomAddress.forgotten.path : nil)
        return strangersPage("sign-in", strings.text("sign_in.title"), view, visit, status: status, secret: secret)
    }

    private func signIn(_ form: FormFields, _ visit: Visit) async throws -> Response {
        let again = { (fault: String, status: HTTPResponse.Status) in
            try await signInPage(visit, email: form["email"], to: form["to"], fault: fault, status: status)
        }
        do {
            let step = try await desk.signIn(
                email: form["email"],
                password: form["password"],
                from: visit.caller,
                replacing: visit.cookies.value(.session, in: visit.request)
            )
            return came(step, to: form["to"], visit)
        } catch let error as NewsError where error.code == .throttled {
            return try await again("throttled", .tooManyRequests)
        } catch let error as NewsError where error.code == .refused || error.code == .invalid {
            // Whatever was wrong: who guesses does not learn whether there is such an account.
            return try await again("wrong", .forbidden)
        }
    }

    /// Leads somebody who has just signed in to the page that they wanted, if it is one of ours; whoever is to give a code
    /// does that first.
    func came(_ step: SignInStep, to wanted: String = "", said: String = "", _ visit: Visit) -> Response {
        let signIn: SignIn
        switch step {
        case .signedIn(let done): signIn = done
        case .needsCode(let challenge): return codePage(challenge, to: wanted, said: said, visit)
        }
        let path = wanted.prefix { $0 != "?" }
        let isOurs = wanted.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
        let address = isOurs ? NewsroomAddress(path: String(path)) : nil
        let to = address == nil ? NewsroomAddress.stories.path(["said": said]) : wanted
        let cookies = [visit.cookies.set(.session, signIn.token), visit.cookies.forget(.form)]
        return .newsroom(to: to, isSecure: isSecure, cookies: cookies)
    }

    func signOut(_ visit: MemberVisit) async throws -> Response {
        try await desk.signOut(token: visit.sessionToken, from: visit.caller)
        return signedOut(visit)
    }

    /// The way to the page of the sign-in, for a browser whose session is over.
    func signedOut(_ visit: MemberVisit) -> Response {
        moved(to: .signIn, cookies: [visit.cookies.forget(.session)])
    }
}

extension Newsroom {
    /// The page of a one-time link, on which a password is set; whoever sets one is signed in.
    func link(_ token: String, _ visit: Visit) async throws -> Response {
        let link: OneTimeLink
        do {
            link = try await desk.openLink(token: token)
        } catch let error as NewsError where [.notFound, .refused, .invalid].contains(error.code) {
            return notice(.gone, "link_over", visit)
        }
        let passkeys = try await desk.passkeys(of: link.member.number)
        guard visit.isPost else { return linkPage(link, passkeys, token, visit) }
        let form = try await FormFields(sentWith: visit.request)
        guard isForm(form, of: visit) else {
            return linkPage(link, passkeys, token, visit, fault: "form", status: .forbidden)
        }
        guard form["password"] == form["again"] else {
            return linkPage(link, passkeys, token, visit, form, fault: "different", status: .badRequest)
        }
        do {
            let step = try await desk.setPassword(
                link: token,
                password: form["password"],
                removing: Set(form.all("remove").compactMap { Int64($0) }),
                from: visit.caller,
                replacing: visit.cookies.value(.session, in: visit.request)
            )
            return came(step, said: "password", visit)
        } catch let error as NewsError where error.code == .invalid {
            return linkPage(link, passkeys, token, visit, form, fault: "weak", status: .badRequest)
        }
    }

    private func linkPage(
        _ link: OneTimeLink,
        _ passkeys: [Passkey],
        _ token: String,
        _ visit: Visit,
        _ form: FormFields = FormFields(),
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let title = strings.text(link.isFirst ? "link.first" : "link.again")
        var view: View = [
            "action": NewsroomAddress.link(token: token).path, "name": link.member.name,
            "email": link.member.email.text, "heading": title,
            "expires": strings.text("link.expires", ["time": strings.short(link.expires, in: site.zone)]),
        ]
        let removed = form.all("remove")
        view.set(
            "passkeys",
            passkeys.map { passkey in
                var row = option(
                    String(passkey.number),
                    passkey.name,
                    isChosen: removed.contains(String(passkey.number))
                )
                row["added"] = strings.text("link.passkey_added", ["time": strings.short(passkey.added, in: site.zone)])
                return row
            }
        )
        view.set("fault", fault.map { strings.text("password.faults." + $0) })
        return strangersPage("link", title, view, visit, status: status)
    }
}
