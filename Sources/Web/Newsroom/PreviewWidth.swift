import HTTPTypes
import Hummingbird
import News
import Press

/// How wide a page of readers is shown to somebody who looks at it before them.
enum PreviewWidth: String, CaseIterable {
    case phone, tablet
    /// As wide as there is room.
    case whole
}

extension Newsroom {
    /// A page of readers in a frame, and the widths that it can have: what the template `shown` takes.
    /// - Parameters:
    ///   - page: What is shown.
    ///   - headline: What it is called.
    ///   - address: The page around it.
    ///   - query: That page's.
    func shownView(
        _ page: NewsroomAddress,
        called headline: String,
        on address: NewsroomAddress,
        _ query: FormFields
    ) -> View {
        shownView(page.path, called: headline, query) { width in
            width == .whole ? address.path : address.path(["width": width.rawValue])
        }
    }

    /// The same of a page with a query.
    /// - Parameters:
    ///   - page: The path and the query of what is shown.
    ///   - headline: What it is called.
    ///   - query: That of the page around it.
    ///   - href: That page at another width.
    func shownView(
        _ page: String,
        called headline: String,
        _ query: FormFields,
        at href: (PreviewWidth) -> String
    ) -> View {
        let width = PreviewWidth(rawValue: query["width"]) ?? .whole
        return [
            "page": page, "headline": headline, "frame": width.rawValue,
            "widths": PreviewWidth.allCases.map { one in
                var view: View = [
                    "name": strings.text("guest.widths." + one.rawValue),
                    "href": href(one),
                ]
                view.flag("current", one == width)
                return view
            },
        ]
    }
}

extension HTTPFields {
    /// Lets a page hold frames of our own.
    mutating func allow(frames directive: String = "frame-src 'self'") {
        self[.contentSecurityPolicy] = self[.contentSecurityPolicy].map { $0 + "; " + directive }
    }

    /// Lets pages of our own hold it in a frame.
    mutating func allowFraming() {
        self[.contentSecurityPolicy] = self[.contentSecurityPolicy]?
            .replacing("frame-ancestors 'none'", with: "frame-ancestors 'self'")
        self[.xFrameOptions] = "SAMEORIGIN"
    }
}
