import News

/// What the newspaper did about its mistakes and about readers' objections, for people.
struct LedgerPage: Sendable {
    let ledger: PublicLedger

    /// It changes with what is published, corrected or withdrawn; with the register, which is for the desk alone, by the hour.
    var depends: Set<Dependency> { [.topic(.site), .hour, .masthead] }
}
