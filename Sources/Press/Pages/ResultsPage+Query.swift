import News
import Storage

extension ResultsPage {
    /// Results of a page.
    private static let size = 20

    /// - Parameter text: What the reader typed; nothing is searched where it is empty.
    init(
        _ transaction: ReadTransaction,
        _ text: String,
        _ order: Address.SearchOrder,
        _ page: Address.Page,
        language: String
    ) throws {
        let found =
            text.isEmpty
            ? nil : try transaction.search(text, language: language, order: order, page: page, limit: Self.size)
        self.init(text: text, order: order, page: page, found: found)
    }
}
