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
        view["computed"] =
            [
                "datetime": RFC3339.write(ledger.at, zone: newspaper.zone), "time": strings.full(ledger.at, in: newspaper.zone),
            ] as View
        view.set("open", Grievance.Kind.allCases.map { waiting($0, newspaper) })
        view.set("months", ledger.months.filter { $0 == ledger.months.first || !$0.isEmpty }.map { month($0, strings) })
        return view
    }

    private func waiting(_ kind: Grievance.Kind, _ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let waiting = ledger.open[kind] ?? PublicLedger.Waiting()
        var value = strings.text("ledger.waiting", ["count": "\(waiting.count)"])
        if waiting.late > 0 { value += ", " + strings.text("ledger.late", ["count": "\(waiting.late)"]) }
        var view: View = ["name": strings.text("ledger.kinds." + kind.rawValue), "value": value]
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
        func took(_ seconds: Int64?) -> [String] {
            seconds.map { [strings.text("ledger.median", ["time": strings.span($0)])] } ?? []
        }
        let facts =
            [
                fact("corrected", month.corrections, took(month.secondsToCorrect)),
                fact("clarified", month.clarifications, []), fact("withdrawn", month.withdrawals, []),
            ]
            + Grievance.Kind.allCases.map { kind in
                let decisions = month.grievances[kind] ?? PublicLedger.Decisions()
                let ends = [("granted", decisions.granted), ("refused", decisions.refused), ("answered", decisions.answered)]
                let said = ends.filter { $0.1 > 0 }.map { strings.text("ledger." + $0.0, ["count": "\($0.1)"]) }
                let late = decisions.late > 0 ? [strings.text("ledger.late", ["count": "\(decisions.late)"])] : []
                return fact("received." + kind.rawValue, decisions.received, said + late + took(decisions.secondsToDecide))
            }
        return ["name": strings.month(month.first), "facts": facts]
    }
}
