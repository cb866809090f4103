import Editorial
import HTTPTypes
import Hummingbird
import News
import Press

// For whoever has forgotten their password: a link comes by mail, if the address is a member's.

extension Newsroom {
    /// The page on which somebody asks for a link.
    ///
    /// What it says afterwards is the same whether there is such an account.
    func forgotten(_ visit: Visit) async throws -> Response {
        guard visit.isPost else { return forgottenPage(visit) }
        let form = try await FormFields(sentWith: visit.request)
        guard isForm(form, of: visit) else { return forgottenPage(visit, fault: "form", status: .forbidden) }
        do {
            try await desk.askForLink(email: form["email"], from: visit.caller)
        } catch let error as NewsError where error.code == .throttled {
            return forgottenPage(visit, email: form["email"], fault: "throttled", status: .tooManyRequests)
        } catch let error as NewsError where error.code == .invalid {
            return forgottenPage(visit, email: form["email"], fault: "email", status: .badRequest)
        }
        return forgottenPage(visit, isAsked: true)
    }

    private func forgottenPage(
        _ visit: Visit,
        email: String = "",
        isAsked: Bool = false,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        var view: View = ["action": NewsroomAddress.forgotten.path, "back": NewsroomAddress.signIn.path]
        view.set("email", email)
        view.flag("asked", isAsked)
        view.set("fault", fault.map { strings.text("forgotten.faults." + $0) })
        return strangersPage("forgotten", strings.text("forgotten.title"), view, visit, status: status)
    }
}
