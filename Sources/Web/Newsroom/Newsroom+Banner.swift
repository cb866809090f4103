import Editorial
import HTTPTypes
import Hummingbird
import News
import Press
import Storage

// The line of breaking news, which every page of the newspaper shows until its end.

extension Newsroom {
    /// For how long the form offers it to stand, in minutes.
    private static let bannerTimes = [15, 30, 60, 120, 240, 480, 720, Banner.longestTime]
    /// Versions on the page, the newest first.
    private static let versionsOfBanner = 30

    func banner(_ visit: MemberVisit) async throws -> Response { try await bannerForm(visit) }

    /// Sets the line, changes it or takes it down; or shows the form again with what was typed.
    func changeBanner(_ visit: MemberVisit) async throws -> Response {
        let form = visit.form
        do {
            guard let seen = Int(form["seen"]), seen >= 0 else { throw NewsError(.invalid, "") }
            if form["act"] == "end" {
                try await desk.takeBannerDown(seen: seen, by: visit.member.number, from: visit.caller)
                return moved(to: .banner, said: "banner_ended")
            }
            try await desk.setBanner(
                form["words"],
                story: try story(named: form["story"]),
                until: try bannerEnd(form["minutes"]),
                seen: seen,
                by: visit.member.number,
                from: visit.caller
            )
            return moved(to: .banner, said: "banner_set")
        } catch let error as NewsError where [.conflict, .invalid, .notFound].contains(error.code) {
            let status = error.code == .notFound ? .badRequest : ErrorAnswer.status(of: error.code)
            return try await bannerForm(visit, fault: error.code.rawValue, status: status)
        }
    }

    /// A story as somebody names it: by its number, or by its address here; nil where they name none.
    private func story(named text: String) throws(NewsError) -> StoryNumber? {
        let text = text.collapsedWhitespace
        if text.isEmpty { return nil }
        guard let number = StoryNumber(typed: text) else { throw NewsError(.notFound, "") }
        return number
    }

    /// So many minutes from now; nil where the end stays as it is.
    private func bannerEnd(_ minutes: String) throws(NewsError) -> Timestamp? {
        if minutes == "same" { return nil }
        guard let minutes = Int(minutes), (1...Banner.longestTime).contains(minutes) else {
            throw NewsError(.invalid, "")
        }
        return clock().adding(seconds: Int64(minutes) * 60)
    }

    /// - Parameters:
    ///   - fault: What is wrong with what was sent, among the strings' `banner.faults`; the fields then hold that.
    private func bannerForm(
        _ visit: MemberVisit,
        fault: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        guard visit.member.permission(to: .announce).isAllowed else {
            return notice(.forbidden, "refused", visit.visit, visit)
        }
        let (versions, rows) = try await store.read { transaction in
            let versions = try transaction.banners(limit: Self.versionsOfBanner)
            return (versions, try transaction.rows(versions.prefix(1).compactMap(\.story)))
        }
        let (now, names) = (clock(), try await memberNames())
        let present = versions.first.flatMap { $0.stands(at: now) ? $0 : nil }
        let isHidden = present?.story != nil && rows.isEmpty
        let title = strings.text("banner.title")
        var view: View = [
            "heading": title, "action": NewsroomAddress.banner.path, "longest": Banner.longest,
            // Whoever was told of another version, which is shown above the form, has seen it.
            "seen": fault == nil || fault == NewsError.Code.conflict.rawValue
                ? String(versions.first?.version ?? 0) : visit.form["seen"],
            "words": fault == nil ? present?.words ?? "" : visit.form["words"],
            "story": fault == nil ? present?.story?.description ?? "" : visit.form["story"],
        ]
        if let present {
            var line: View = [
                "words": present.words, "until": time(present.end), "at": time(present.at),
                "by": name(of: present.actor, names),
            ]
            if let row = rows.first { line["story"] = ["headline": row.headline, "href": row.address.path] as View }
            line.flag("is_hidden", isHidden)
            view["present"] = line
        }
        view.set("fault", fault.map { strings.text("banner.faults." + $0) })
        let chosen = visit.form["minutes"].isEmpty ? present == nil ? "60" : "same" : visit.form["minutes"]
        view["times"] = ((present == nil ? [] : ["same"]) + Self.bannerTimes.map(String.init)).map { value -> View in
            var view: View = ["value": value, "name": strings.text("banner.times." + value)]
            view.flag("chosen", value == chosen)
            return view
        }
        view.set("versions", versions.map { bannerRow($0, names) })
        return page("banner", title, view, for: visit, status: status)
    }

    private func bannerRow(_ banner: Banner, _ names: [String: String]) -> View {
        var row: View = ["at": time(banner.at), "by": name(of: banner.actor, names), "until": time(banner.end)]
        row.set("words", banner.words)
        return row
    }
}
