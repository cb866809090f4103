import News

/// A page that says why there is no other: 400, 404, 410, 503.
///
/// It is read from no store.
struct NoticePage: Sendable {
    enum Subject: Sendable {
        case badRequest
        case missing
        case unavailable
        /// A story that was taken back: its page stays, and says when and why.
        case withdrawn(PublishedStory, Story.Withdrawal)

        /// What a page of that status says where it is about no story.
        init(_ status: PressedPage.Status) {
            switch status {
            case .badRequest: self = .badRequest
            case .unavailable: self = .unavailable
            case .ok, .notFound, .gone: self = .missing
            }
        }
    }

    let subject: Subject

    var status: PressedPage.Status {
        switch subject {
        case .badRequest: .badRequest
        case .missing: .notFound
        case .unavailable: .unavailable
        case .withdrawn: .gone
        }
    }

    var depends: Set<Dependency> { [.masthead] }
}
