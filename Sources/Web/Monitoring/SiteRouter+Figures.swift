import Editorial
import News
import Press

extension SiteRouter {
    /// The figures of this process, of all newspapers together, as Prometheus reads them.
    var figures: String {
        var text = PrometheusText()
        addRequests(to: &text)
        addPress(to: &text)
        addReads(to: &text)
        addStreams(to: &text)
        addConnections(to: &text)
        addReceipts(to: &text)
        addHouse(to: &text)
        addPool(to: &text)
        return text.text
    }

    private func addPress(to text: inout PrometheusText) {
        for event in PressTally.Event.allCases {
            text.add(.counter, "warta_press_\(event)s_total", Self.help(event), sum { $0.tally[event] })
        }
        text.begin(
            .counter,
            "warta_press_pressing_seconds_total",
            "Time that pages were in the press, waiting for it included."
        )
        text.sample("warta_press_pressing_seconds_total", [:], PrometheusText.seconds(sum { $0.tally.pressingTime }))
        text.add(.gauge, "warta_press_waiting", "Pages that wait for a thread of the press.", sum { $0.waitingPages })
        text.add(.gauge, "warta_press_cache_bytes", "Bytes of pressed pages that are kept.", sum { $0.cacheSize })
        text.add(.gauge, "warta_press_cache_pages", "Pressed pages that are kept.", sum { $0.cachedPages })
        text.begin(.gauge, "warta_journal_position", "The line of the journal whose change is on every page.")
        for site in sites {
            text.sample(
                "warta_journal_position",
                ["newspaper": "\(site.press.number)"],
                "\(site.press.journalPosition)"
            )
        }
    }

    private func addReads(to text: inout PrometheusText) {
        text.begin(.counter, "warta_reads_refused_total", "Reads that were not counted, by why.")
        for reason in ReadRefusal.allCases {
            text.sample("warta_reads_refused_total", ["reason": "\(reason)"], "\(sum { $0.tally[refused: reason] })")
        }
        let waiting = sites.reduce(0) { $0 + $1.press.reads.waiting }
        text.add(.gauge, "warta_reads_waiting", "Reads that are counted and not stored yet.", waiting)
    }

    private func addStreams(to text: inout PrometheusText) {
        let readers = sites.reduce(0) { $0 + $1.press.updates.count }
        text.add(.gauge, "warta_live_listeners", "Pages of readers that listen for news.", readers)
        text.begin(.gauge, "warta_newsroom_listeners", "Pages of the newsroom that listen for what happens.")
        let pages = newsrooms.reduce((stories: 0, lists: 0)) { sum, newsroom in
            (sum.stories + newsroom.desk.openStories, sum.lists + newsroom.desk.openLists)
        }
        text.sample("warta_newsroom_listeners", ["to": "stories"], "\(pages.stories)")
        text.sample("warta_newsroom_listeners", ["to": "lists"], "\(pages.lists)")
        text.begin(
            .counter,
            "warta_writing_batches_total",
            "Batches of those who write together, by what became of them."
        )
        var outcomes: [String: Int] = ["kept": 0, "behind": 0, "over": 0]
        for (name, count) in newsrooms.flatMap(\.tally.outcomes) { outcomes[name, default: 0] += count }
        for (name, count) in outcomes.sorted(by: { $0.key < $1.key }) {
            text.sample("warta_writing_batches_total", ["outcome": name], "\(count)")
        }
    }

    private func addConnections(to text: inout PrometheusText) {
        let registry = running.registry
        text.add(.gauge, "warta_connections", "Open connections.", registry?.count ?? 0)
        text.add(.gauge, "warta_unsent_bytes", "Bytes that are written and not taken yet.", registry?.unsent.held ?? 0)
        let away = first.secondsAway() ?? 0
        text.add(.gauge, "warta_store_away_seconds", "How long the store has been away; 0 while it is not.", away)
        text.add(.gauge, "warta_draining", "1 while the server is about to stop.", running.isDraining ? 1 : 0)
        if let log = registry?.accessLog {
            text.add(.counter, "warta_access_log_lost_total", "Lines that the access log could not take.", log.lost())
        }
    }

    /// Usually one, which all newspapers share.
    private var houses: [PressHouse] {
        sites.map(\.press.house).reduce(into: []) { houses, house in
            if !houses.contains(where: { $0 === house }) { houses.append(house) }
        }
    }

    private func sum(_ figure: (PressHouse) -> Int) -> Int { houses.reduce(0) { $0 + figure($1) } }

    private static func help(_ event: PressTally.Event) -> String {
        switch event {
        case .hit: "Pages answered from what was pressed."
        case .pressing: "Pages that had to be read and rendered first."
        case .compression: "Fragments that were compressed."
        case .refusal: "Pages that were not pressed, as too many waited."
        case .eviction: "Pages dropped to stay within the budget."
        case .read: "Reads that were counted."
        case .lift: "Counted reads that lift a story in the rankings."
        }
    }
}

extension SiteRouter {
    private func addRequests(to text: inout PrometheusText) {
        let tallies = running.registry?.tallies.all ?? []
        let name = "warta_requests_total"
        text.begin(.counter, name, "Answers, by what was asked for, version of HTTP, and the hundred of their status.")
        for (route, version) in Self.kinds {
            for hundred in 1...5 {
                let count = tallies.reduce(0) { $0 + $1.answers(route, version, hundred: hundred) }
                guard count > 0 else { continue }
                let labels: PrometheusText.Labels = [
                    "route": "\(route)", "protocol": version.name, "status": "\(hundred)xx",
                ]
                text.sample(name, labels, "\(count)")
            }
        }
        addLatencies(of: tallies, to: &text)
    }

    /// Of what the event loop does not answer at once.
    private func addLatencies(of tallies: [RequestTally], to text: inout PrometheusText) {
        let name = "warta_request_duration_seconds"
        text.begin(.histogram, name, "From a request's head to the beginning of its answer.")
        for (route, version) in Self.kinds {
            let all = tallies.map { $0.latencies(route, version) }
            var count = 0
            let total = all.reduce(0) { $0 + $1.reduce(0, +) }
            guard total > 0 else { continue }
            for (index, bound) in (RequestTally.bounds.map { "\($0)" } + ["+Inf"]).enumerated() {
                count += all.reduce(0) { $0 + $1[index] }
                let labels: PrometheusText.Labels = ["route": "\(route)", "protocol": version.name, "le": bound]
                text.sample(name + "_bucket", labels, "\(count)")
            }
            let labels: PrometheusText.Labels = ["route": "\(route)", "protocol": version.name]
            let nanoseconds = tallies.reduce(0) { $0 + $1.total(route, version) }
            text.sample(name + "_sum", labels, PrometheusText.seconds(nanoseconds))
            text.sample(name + "_count", labels, "\(count)")
        }
    }

    private static let kinds = RouteClass.allCases.flatMap { route in
        RequestTally.Version.allCases.map { (route, $0) }
    }
}
