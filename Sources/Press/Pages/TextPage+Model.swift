import News

/// A page that press law asks for, as readers have it.
struct TextPage: Sendable {
    let page: StandingPage

    var depends: Set<Dependency> { [.standingPages, .masthead] }
}
