import News
import Storage

extension CorrectionsPage {
    /// Corrections on a page.
    static let size = 20

    /// Nil where there is no such section, or nothing in it was corrected.
    init?(_ transaction: ReadTransaction, section slug: Slug?, day: CivilDay?, zone: Zone, _ page: Address.Page) throws
    {
        let section = try slug.flatMap { try transaction.section($0) }
        if slug != nil, section == nil { return nil }
        let within = day.map { ListPosition.range(of: $0, in: zone) }
        let list = try PagedRows<CorrectionRow>(
            page,
            size: Self.size,
            position: \.position,
            before: { try transaction.corrections(in: slug, before: $0, within: within, limit: $1) },
            after: { try transaction.corrections(in: slug, after: $0, within: within, limit: $1) }
        )
        // The list of everything stands also while there is nothing.
        if slug != nil, list.rows.isEmpty, try transaction.corrections(in: slug, before: nil, limit: 1).isEmpty {
            return nil
        }
        self.init(
            section: section,
            day: day,
            page: page,
            list: list,
            sections: try transaction.sectionsWithCorrections(limit: Masthead.mostKnown)
        )
    }
}
