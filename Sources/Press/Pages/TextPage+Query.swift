import News
import Storage

extension TextPage {
    /// Nil where the newspaper says nothing there, and readers have no page.
    init?(_ transaction: ReadTransaction, _ kind: StandingPage.Kind) throws {
        if let page = try transaction.standingPage(kind), !page.isEmpty || kind.isAlwaysThere {
            self.init(page: page)
        } else if kind.isAlwaysThere {
            self.init(
                page: StandingPage(
                    kind: kind,
                    version: 0,
                    at: Timestamp(milliseconds: 0),
                    actor: .commandLine,
                    reason: "",
                    body: Body(blocks: []),
                    imprint: nil
                )
            )
        } else {
            return nil
        }
    }
}
