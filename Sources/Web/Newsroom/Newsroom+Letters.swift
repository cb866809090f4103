public import Editorial
import News
import Press

/// The words of a letter.
public struct LetterWords: Hashable, Sendable {
    /// What stands as the sender's name: the newspaper.
    public let from: String
    public let subject: String
    /// Lines parted by line feeds.
    public let text: String
}

extension Newsroom {
    /// The words of a letter, in the newspaper's language.
    public func words(of due: DueLetter) -> LetterWords {
        let letter = due.letter
        let key = "letters." + letter.kind.rawValue
        let facts = [
            "name": due.member.name, "site": site.name, "email": due.member.email.text, "detail": letter.detail,
            "time": strings.short(letter.written, in: site.zone), "who": who(due), "from": place(of: letter),
            "link": due.linkToken.map { url + OneTimeLink.path(token: $0) } ?? "",
            "until": letter.linkUntil.map { strings.short($0, in: site.zone) } ?? "",
            "newsroom": url + NewsroomAddress.stories.path, "account": url + NewsroomAddress.account.path,
        ]
        let parts = ["letters.greeting", key + ".text", key + ".advice", "letters.end"]
        return LetterWords(
            from: site.name,
            subject: strings.text(key + ".subject", facts),
            text: parts.compactMap(strings.optional).map { Strings.filled($0, facts) }.joined(separator: "\n\n")
        )
    }

    /// The words of a letter to whoever sent a right of reply or a complaint: where it stands, and where more is said; none of
    /// theirs, as it may have come to a stranger.
    public func words(of due: DueGrievanceLetter) -> LetterWords {
        let letter = due.letter
        let facts = [
            "site": site.name,
            "what": strings.text("grievances.kinds." + letter.kind.rawValue, ["number": String(letter.number)]),
            "link": url + Address.receipt(due.secret).path,
        ]
        let parts = ["greeting", letter.act.rawValue, "end"].map { "grievances.letters." + $0 }
        return LetterWords(
            from: site.name,
            subject: strings.text("grievances.letters.subject", facts),
            text: parts.map { strings.text($0, facts) }.joined(separator: "\n\n")
        )
    }

    /// Who did what the letter tells; empty where it was the member.
    private func who(_ due: DueLetter) -> String {
        switch due.letter.actor {
        case nil: strings.text("letters.by_you")
        case .commandLine: strings.text("letters.by_server")
        default: strings.text("letters.by", ["name": due.actorName ?? strings.text("letters.somebody")])
        }
    }

    private func place(of letter: Letter) -> String {
        if letter.address.isEmpty { return strings.text("letters.nowhere") }
        let device = letter.device.isEmpty ? strings.text("account.unknown_device") : letter.device
        return strings.text("letters.place", ["address": letter.address, "device": device])
    }

    /// What became of a member's letters, for whoever manages people.
    func letterRows(of member: Member) async throws -> [View] {
        try await desk.letters(of: member.number, limit: 5).map { letter in
            var row: View = [
                "kind": strings.text("letters.kinds." + letter.kind.rawValue), "recipient": letter.recipient.text,
                "written": time(letter.written), "state": strings.text("letters.states." + letter.state.rawValue),
            ]
            row.flag("given_up", letter.state == .givenUp)
            row.set("fault", fault(of: Letter.Fate(state: letter.state, fault: letter.fault)))
            return row
        }
    }

    /// What became of a letter, and why it was not sent.
    func words(of fate: Letter.Fate) -> String {
        let state = strings.text("letters.states." + fate.state.rawValue)
        return fault(of: fate).map { state + " · " + $0 } ?? state
    }

    /// Why a letter was not sent until now; nil where nothing failed, or it was sent.
    private func fault(of fate: Letter.Fate) -> String? {
        guard !fate.fault.isEmpty, fate.state == .waiting || fate.state == .givenUp else { return nil }
        let parts = fate.fault.split(separator: " ", maxSplits: 1).map(String.init)
        let words = strings.text("letters.faults." + (parts.first ?? ""))
        return parts.count > 1 ? "\(words) (\(parts[1]))" : words
    }
}
