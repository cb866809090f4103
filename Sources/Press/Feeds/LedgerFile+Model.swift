import News

/// The public ledger for machines, alone or signed, and the key that its signature is verified with.
enum LedgerFile: Sendable {
    case json(PublicLedger)
    case signed(PublicLedger, LedgerKey)
    case keys(LedgerKey)

    var depends: Set<Dependency> {
        if case .keys = self { [.hour] } else { [.topic(.site), .hour, .masthead] }
    }
}
