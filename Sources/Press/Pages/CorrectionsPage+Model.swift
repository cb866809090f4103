import News

/// What was corrected and made clear, by days: of everything, of a section, or of one day.
struct CorrectionsPage: Sendable {
    let section: Section?
    let day: CivilDay?
    let page: Address.Page
    let list: PagedRows<CorrectionRow>
    /// What the list may be narrowed to.
    let sections: [Section]

    var address: Address { .corrections(section: section?.slug, day: day, page) }

    /// A section's list names the other sections in which something was corrected, too.
    var depends: Set<Dependency> { [.topic(.site), .masthead] }
}
