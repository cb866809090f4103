import HTTPTypes
import Hummingbird
import News
import Press

extension PublicSite {
    /// `POST /-/reads/NUMBER`: a browser tells that its reader has a story before them.
    ///
    /// The body says nothing.
    func count(_ number: StoryNumber, _ request: Request, _ context: WebContext) {
        count(
            number,
            peer: context.peer,
            browser: request.headers[.userAgent] ?? "",
            forwarded: request.headers[.forwardedFor],
            fetchSite: request.headers[.fetchSite],
            isPrefetch: request.headers[.purpose] != nil
        )
    }

    /// Counts a read if a page of ours told of it, in a browser that shows the page.
    func count(
        _ number: StoryNumber,
        peer: String?,
        browser: String,
        forwarded: String?,
        fetchSite: String?,
        isPrefetch: Bool
    ) {
        guard fetchSite != "cross-site" else { return press.reads.refuse(.elsewhere) }
        guard !isPrefetch else { return press.reads.refuse(.prefetch) }
        let network = ClientNetwork(of: proxies.reader(peer: peer, forwarded: forwarded))
        press.reads.count(number, from: ReaderNetwork(network), browser: browser, at: clock())
    }
}
