import News

extension Newspaper {
    /// What stands at the end of a text that readers were given unverified, or that verified another: in brackets and
    /// slanted, as the guideline has it (Pedoman Pemberitaan Media Siber, 2(c) and 2(d)).
    /// - Parameters:
    ///   - reports: Of the story.
    ///   - zone: In which the story tells its times.
    ///   - changes: Where readers see what has changed in it; nil where nothing has.
    ///   - verifying: The stories that verified it, as far as readers find them.
    ///   - verified: The stories that it verified.
    func verificationNotes(
        _ reports: [UnverifiedReport],
        in zone: Zone,
        changes: Address?,
        verifying: [StoryLink] = [],
        verified: [StoryLink] = []
    ) -> String {
        let told = reports.map { report in
            note(of: report, zone, changes, verifying.first { $0.number == report.verification?.story })
        }
        let others = verified.map { link in
            XML.escape(strings.text("unverified.verifies")) + " " + markup(of: link)
        }
        return (told + others).map { "<p><em>[\($0)]</em></p>" }.joined()
    }

    private func note(of report: UnverifiedReport, _ zone: Zone, _ changes: Address?, _ link: StoryLink?) -> String {
        guard let verification = report.verification else {
            return XML.escape(strings.text("unverified.open", ["words": report.words.endingSentence]))
        }
        let time = strings.full(verification.at, in: zone)
        let words = XML.escape(strings.text("unverified.verified", ["time": time]))
        if let link { return words + " " + XML.escape(strings.text("unverified.told_by")) + " " + markup(of: link) }
        guard verification.story == nil, let changes else { return words }
        return words + " <a href=\"\(changes.path)\">\(XML.escape(strings.text("changes.link")))</a>"
    }

    private func markup(of link: StoryLink) -> String {
        let label = link.label.map { XML.escape(self.words(of: $0)) + ": " } ?? ""
        let words = label + "<a href=\"\(link.address.path)\">\(XML.escape(link.headline))</a>"
        return link.isWithdrawn ? words + " " + XML.escape(strings.text("grievances.withdrawn")) : words
    }
}

extension String {
    /// With a full stop where it ends without a sign.
    fileprivate var endingSentence: String {
        last.map { ".!?…”\"".contains($0) } == false ? self + "." : self
    }
}
