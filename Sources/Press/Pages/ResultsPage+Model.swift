import News
import Storage

/// A search and what it found; never kept, as everybody asks for something else.
struct ResultsPage: Sendable {
    /// What the reader typed.
    let text: String
    let order: Address.SearchOrder
    let page: Address.Page
    /// Nil where nothing was asked for.
    let found: SearchPage?

    var depends: Set<Dependency> { [] }
}
