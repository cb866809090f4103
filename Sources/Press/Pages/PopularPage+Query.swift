import News
import Storage

extension PopularPage {
    /// Nil where there is no such section, or nothing of it is public.
    init?(_ transaction: ReadTransaction, _ window: ReadWindow, _ slug: Slug?, _ rankings: Rankings) throws {
        let section = try slug.flatMap { try transaction.section($0) }
        if let slug, try section == nil || !transaction.hasPublic(.section(slug)) { return nil }
        let ranked = rankings[.init(window: window, section: slug)]
        self.init(window: window, section: section, rows: try transaction.rows(ranked).filter { $0.label == nil })
    }
}
