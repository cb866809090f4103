import News

extension LedgerPage: PageModel {
    func content(_ newspaper: Newspaper, now: Timestamp) -> PageContent {
        .list(newspaper.theme.render("ledger", view(newspaper)), of: depends)
    }

    func view(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let site = ["site": newspaper.site.name]
        let head = PageHead(
            title: strings.text("ledger.title"),
            description: strings.text("ledger.description", site),
            address: .ledger
        )
        var view = head.view(newspaper)
        view["heading"] = strings.text("ledger.title")
        view["standfirst"] = strings.text("ledger.what", site)
        view.set("pages_style", newspaper.theme.address(of: "pages.css")?.path)
        view["corrections"] = Address.corrections().path
        view["data"] = Address.ledgerFile(.json).path
        view["signed"] = Address.ledgerFile(.signed).path
        view["keys"] = Address.keys.path
        let (machines, people) = (
            RFC3339.write(ledger.at, zone: newspaper.zone), strings.full(ledger.at, in: newspaper.zone)
        )
        view["computed"] = ["datetime": machines, "time": people] as View
        let open = Grievance.Kind.allCases.compactMap { kind in ledger.open[kind].map { (kind.rawValue, $0) } }
        view.set("open", (open + [("unverified", ledger.unverified)]).map { waiting($0, $1, newspaper) })
        view.set("months", ledger.months.filter { $0 == ledger.months.first || !$0.isEmpty }.map { month($0, strings) })
        return view
    }

    private func waiting(_ kind: String, _ waiting: PublicLedger.Waiting, _ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        var value = strings.text("ledger.waiting", ["count": "\(waiting.count)"])
        if waiting.late > 0 { value += ", " + strings.text("ledger.late", ["count": "\(waiting.late)"]) }
        var view: View = ["name": strings.text("ledger.kinds." + kind), "value": value]
        if let oldest = waiting.oldest {
            view["since"] = strings.text("ledger.oldest", ["time": strings.short(oldest, in: newspaper.zone)])
        }
        return view
    }

    private func month(_ month: PublicLedger.Month, _ strings: Strings) -> View {
        func fact(_ name: String, _ count: Int, _ notes: [String]) -> View {
            var view: View = ["name": strings.text("ledger." + name), "value": "\(count)"]
            view.set("note", notes.isEmpty ? nil : notes.joined(separator: "; "))
            return view
        }
        func said(_ name: String, _ count: Int) -> [String] {
            count > 0 ? [strings.text("ledger." + name, ["count": "\(count)"])] : []
        }
        func took(_ seconds: Int64?) -> [String] {
            seconds.map { [strings.text("ledger.median", ["time": strings.span($0)])] } ?? []
        }
        let facts =
            [
                fact("corrected", month.corrections, took(month.secondsToCorrect)),
                fact("clarified", month.clarifications, []),
                fact("withdrawn", month.withdrawals.values.reduce(0, +), grounds(month, strings)),
                fact("reported", month.reports, said("verified", month.verified)),
            ]
            + Grievance.Kind.allCases.map { kind in
                let decisions = month.grievances[kind] ?? PublicLedger.Decisions()
                let ends = [
                    ("granted", decisions.granted), ("refused", decisions.refused), ("answered", decisions.answered),
                    ("dismissed", decisions.dismissed), ("lapsed", decisions.lapsed), ("late", decisions.late),
                ]
                let notes = ends.flatMap { said($0.0, $0.1) } + took(decisions.secondsToDecide)
                return fact("received." + kind.rawValue, decisions.received, notes)
            }
        return ["name": strings.month(month.first), "facts": facts]
    }

    /// On which grounds stories were withdrawn, and how many on each.
    private func grounds(_ month: PublicLedger.Month, _ strings: Strings) -> [String] {
        (Story.Withdrawal.Ground.allCases.map { Optional($0) } + [nil]).compactMap { ground in
            month.withdrawals[ground].map { "\(strings.text("ledger.grounds.\(ground?.rawValue ?? "none")")): \($0)" }
        }
    }
}
