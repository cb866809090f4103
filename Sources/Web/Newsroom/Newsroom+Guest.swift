import Editorial
import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press

// What somebody outside sees by a link of theirs: one text, as readers would have it, and a place to answer. Whoever is
// signed in here is nobody, and the link opens nothing else.

extension Newsroom {
    /// Answers an address of a guest's; nil where it is none.
    func answerGuest(_ visit: Visit) async throws -> Response? {
        guard let address = visit.address, let token = address.guestToken else { return nil }
        do {
            switch (visit.isPost, address) {
            case (false, .guest): return try await guestLook(token, visit)
            case (true, .guest): return try await guestAnswer(token, visit)
            case (false, .guestPage): return try await guestPage(token)
            case (false, .guestPicture(_, let digest, let width, let format)):
                return try await guestPicture(token, digest, width, format, visit)
            default: return notice(.methodNotAllowed, "not_allowed", visit)
            }
        } catch let error as NewsError where error.code == .notFound {
            // The same for a link that was revoked, has ended, and never was one.
            return notice(.gone, "guest_over", visit)
        }
    }

    /// The page around the text.
    private func guestLook(
        _ token: String,
        _ visit: Visit,
        fault: String? = nil,
        words: String = "",
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (link, copy, _) = try await desk.openGuestLink(token: token)
        let title = strings.text("guest.title")
        var view: View = [
            "heading": title, "headline": copy.headline,
            "for": strings.text(
                "guest.for",
                [
                    "name": link.name, "purpose": strings.text("guests.purposes." + link.purpose.rawValue),
                ]
            ),
            "until": strings.text("guest.until", ["time": strings.short(link.expires, in: site.zone)]),
            "action": NewsroomAddress.guest(token: token).path, "words": words,
            "longest_words": GuestLink.longestWords,
            "shown": shownView(
                .guestPage(token: token),
                called: copy.headline,
                on: .guest(token: token),
                visit.query
            ),
        ]
        view.flag("thanks", visit.query["said"] == "thanks")
        view.set("fault", fault.map { strings.text("guest.faults." + $0) })
        if let answer = link.answer { view["answer"] = guestAnswer(answer) }
        view.flag("may_answer", link.answers < GuestLink.mostAnswers)
        var whole = frame(title).merging(view) { _, own in own }
        // The newspaper's name leads to what everybody may read.
        whole["site"] = ["name": site.name, "newsroom": Address.front.path] as View
        var response = Response.newsroom(theme.render("guest", whole), status: status, isSecure: isSecure)
        response.headers.allow()
        return response
    }

    /// The text as the press would make it, and nothing else; for the frame of the page around it.
    private func guestPage(_ token: String) async throws -> Response {
        let (link, copy, story) = try await desk.openGuestLink(token: token)
        let page = try await press.preview(
            story.showing(copy, by: link.giver, at: clock()),
            picturesBelow: NewsroomAddress.guest(token: token).path
        )
        var headers = HTTPFields.newsroom(isSecure: isSecure, hasModules: false)
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.referrerPolicy] = "no-referrer"
        headers.allowFraming()
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: page.bytes(gzip: false)))
    }

    /// A picture of that text.
    private func guestPicture(
        _ token: String,
        _ digest: String,
        _ width: Int,
        _ format: Address.PictureFormat,
        _ visit: Visit
    ) async throws -> Response {
        let copy = try await desk.openGuestLink(token: token).copy
        guard copy.pictures.contains(where: { $0.picture?.digest == digest }),
            let file = try await pictureFile(digest, width, format)
        else { return notice(.notFound, "not_found", visit) }
        return try await picture(at: file, format, visit)
    }

    private func guestAnswer(_ token: String, _ visit: Visit) async throws -> Response {
        let form = try await FormFields(sentWith: visit.request)
        guard ["approve", "object"].contains(form["answer"]) else {
            return try await guestLook(token, visit, fault: "invalid", words: form["words"], status: .badRequest)
        }
        do {
            try await desk.answerGuest(token: token, isApproval: form["answer"] == "approve", words: form["words"])
        } catch let error as NewsError where error.code == .invalid || error.code == .refused {
            let status = ErrorAnswer.status(of: error.code)
            return try await guestLook(token, visit, fault: error.code.rawValue, words: form["words"], status: status)
        }
        return .newsroom(to: NewsroomAddress.guest(token: token).path(["said": "thanks"]), isSecure: isSecure)
    }
}

extension NewsroomAddress {
    /// The secret of the guest's link to which it belongs.
    var guestToken: String? {
        switch self {
        case .guest(let token), .guestPage(let token), .guestPicture(let token, _, _, _): token
        default: nil
        }
    }
}
