import HTTPTypes
import Hummingbird
import NIOCore
import News
import Press
import Storage

// Pages as readers saw them at a past instant.

extension Newsroom {
    /// The form that asks for one, and the page that was asked for in a frame.
    func timeMachine(_ visit: MemberVisit) async throws -> Response {
        let title = strings.text("time.title")
        var view = timeFields(visit)
        view["heading"] = title
        guard visit.query.has("path") else { return page("time", title, view, for: visit) }
        let question: PastQuestion
        do {
            question = try PastQuestion(visit.query, zone: site.zone, now: visit.now)
        } catch {
            view["fault"] = strings.text("time.faults." + error.rawValue)
            return page("time", title, view, for: visit, status: .badRequest)
        }
        if let gap = try await gap(question, visit) {
            view["gap"] = words(of: gap)
            if case .hidden = gap, visit.member.maySeeHidden {
                view["show_hidden"] = path(of: .time, question, showsHidden: true)
            }
            return page("time", title, view, for: visit)
        }
        let inner = path(of: .timePage, question)
        view["alone"] = inner
        let name = question.address.path
        view["shown"] = shownView(inner, called: name, visit.query) { path(of: .time, question, width: $0) }
        var response = page("time", title, view, for: visit)
        response.headers.allow()
        return response
    }

    /// The page alone, made by the press as it makes every page.
    func timePage(_ visit: MemberVisit) async throws -> Response {
        let question: PastQuestion
        do {
            question = try PastQuestion(visit.query, zone: site.zone, now: visit.now)
        } catch {
            throw NewsError(.invalid, "The address does not say which page of when; open the time machine again.")
        }
        let told: (html: ByteBuffer, status: PressedPage.Status)
        do {
            told = try await press.past(
                question.address,
                at: question.instant,
                showsHidden: question.showsHidden && visit.member.maySeeHidden,
                picturesBelow: NewsroomAddress.root
            )
        } catch let gap as PastGap {
            throw gap.error(in: site.zone)
        }
        var headers = HTTPFields.newsroom(isSecure: isSecure, hasModules: false)
        headers[.contentType] = "text/html; charset=utf-8"
        headers.allowFraming()
        let status = HTTPResponse.Status(code: told.status.rawValue)
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: told.html))
    }

    /// Why a story cannot be told as it was; nil where it can.
    private func gap(_ question: PastQuestion, _ visit: MemberVisit) async throws -> PastGap? {
        guard case .story(_, let number, _) = question.address else { return nil }
        let showsHidden = question.showsHidden && visit.member.maySeeHidden
        let sight = try await store.read { [instant = question.instant] transaction in
            try transaction.sight(of: number, at: instant, showsHidden: showsHidden)
        }
        if case .gap(let gap) = sight { return gap }
        return nil
    }

    private func words(of gap: PastGap) -> String {
        switch gap {
        case .before(let arrival): strings.text("time.gaps.before", ["time": strings.short(arrival, in: site.zone)])
        case .textNotKept: strings.text("time.gaps.text")
        case .hidden(let number): strings.text("time.gaps.hidden", ["number": String(number)])
        }
    }

    private func path(
        of address: NewsroomAddress,
        _ question: PastQuestion,
        showsHidden: Bool? = nil,
        width: PreviewWidth = .whole
    ) -> String {
        address.path([
            "path": question.address.path, "at": RFC3339.write(question.instant, zone: site.zone),
            "hidden": showsHidden ?? question.showsHidden ? "1" : "", "width": width == .whole ? "" : width.rawValue,
        ])
    }

    private func timeFields(_ visit: MemberVisit) -> View {
        let zone = site.zone
        let shown = zone.civil(PastQuestion.instant(visit.query, zone) ?? visit.now)
        return [
            "action": NewsroomAddress.time.path,
            "path": visit.query.has("path") ? visit.query["path"] : Address.front.path,
            "day": visit.query.has("day") ? visit.query["day"] : shown.day.description,
            "clock": visit.query.has("clock") ? visit.query["clock"] : strings.clock(shown),
            "today": zone.civil(visit.now).day.description, "zone": zone.label(at: visit.now),
            "zone_name": zone.identifier,
        ]
    }
}

extension Member {
    /// Whether they may see what a correction hides: whoever may make one.
    fileprivate var maySeeHidden: Bool { permission(to: .correct).isAllowed }
}
