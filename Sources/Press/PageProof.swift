public import News
public import Storage

/// A newspaper's pages as one state of a store makes them, without a server: by them a copy of the store is proved to show
/// the same.
///
/// They have the look that is built in, and nothing of what all pages share.
public struct PageProof {
    private let transaction: ReadTransaction
    private let newspaper: Newspaper
    private let now: Timestamp

    /// - Parameters:
    ///   - transaction: The state, as the newspaper has it.
    ///   - now: The time that pages are pressed at.
    /// - Throws: `notFound` if the newspaper was not founded; what the store throws.
    public init(_ transaction: ReadTransaction, now: Timestamp) throws {
        guard let site = try transaction.site() else {
            throw NewsError(.notFound, "There is no newspaper \(transaction.siteNumber).")
        }
        self.transaction = transaction
        self.now = now
        newspaper = Newspaper(
            site: site,
            url: "https://newspaper.invalid",
            theme: try Theme(language: site.language),
            masthead: try transaction.masthead()
        )
    }

    /// The page of a story that readers see; nil if there is none.
    public func page(of number: StoryNumber) throws -> [UInt8]? {
        try StoryPage(transaction, number)?.content(newspaper, now: now).bytes
    }
}
