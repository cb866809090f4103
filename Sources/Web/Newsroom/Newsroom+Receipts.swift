import Editorial
import News
import Press
import Storage

// When readers saw what was done with a story, as each node asked itself.

extension Newsroom {
    /// So long after an act without a receipt it is still being measured; then it is said that it was not; then nothing.
    private static let (measuring, remembered): (Int64, Int64) = (10, 86_400)

    /// The panel as the page's script is told it.
    func receiptsJSON(of number: StoryNumber) async throws -> JSONValue {
        guard let known = try await store.read({ try $0.newestReceipts(of: number) }),
            let view = receiptsView(known, at: clock())
        else { return .members(["html": .null]) }
        let html = String(decoding: theme.render("receipts", view), as: UTF8.self)
        return .members(["html": .string(html)])
    }

    /// What the panel's template sees; nil where there is nothing to say.
    func receiptsView(_ known: StoryReceipts, at now: Timestamp) -> View? {
        let (act, receipts) = (known.act, known.receipts)
        if receipts.isEmpty, !known.isForReaders { return nil }
        if receipts.isEmpty, now > act.at.adding(seconds: Self.remembered) { return nil }
        var view: View = [
            "text": strings.view, "act": strings.text("acts." + act.act.rawValue), "at": time(act.at),
        ]
        // What several nodes say of one place is said once here, and of each below.
        let places = Set(receipts.flatMap(\.surfaces).map(\.surface)).count
        let red = Set(receipts.flatMap(\.red).map(\.surface)).count
        view.flag("red", red > 0)
        let count = ["count": String(places), "red": String(red)]
        let state =
            if receipts.isEmpty {
                now < act.at.adding(seconds: Self.measuring) ? "measuring" : "unmeasured"
            } else if red > 0 {
                "some_red"
            } else {
                act.act.takesAway ? "all_gone" : "all_shown"
            }
        view["state"] = strings.text("receipts.states." + state, count)
        view["nodes"] = receipts.map { node($0, of: act, isOnly: receipts.count == 1) }
        return view
    }

    private func node(_ receipt: PublishReceipt, of act: JournalEntry, isOnly: Bool) -> View {
        let after = receipt.surfaces.filter { !$0.isBefore }
        let right = after.filter { $0.fault == nil }
        var view: View = ["name": receipt.node]
        view["sum"] = strings.text(
            "receipts.sum",
            [
                "right": String(right.count), "count": String(after.count),
                "time": String(right.map(\.milliseconds).max() ?? 0),
            ]
        )
        view.flag("open", isOnly || !receipt.red.isEmpty)
        view["rows"] = before(receipt.surfaces.filter(\.isBefore)) + after.map { row($0, of: act) }
        return view
    }

    /// That nothing was there before its time, in one line; or where something was.
    private func before(_ receipts: [SurfaceReceipt]) -> [View] {
        let red = receipts.filter { $0.fault != nil }
        if let first = receipts.map(\.milliseconds).min(), red.isEmpty {
            return [
                [
                    "kind": "green", "word": strings.text("receipts.words.absent"),
                    "surface": strings.text("receipts.before", ["count": String(receipts.count)]),
                    "time": strings.text("receipts.ahead", ["time": String(first)]),
                ]
            ]
        }
        return red.map { receipt in
            var view = link(to: receipt)
            view["kind"] = "red"
            // Only an answer proves that somebody could have seen it.
            let isLeak = receipt.fault == .present || (receipt.surface == .page && receipt.status == 200)
            view["word"] = strings.text("receipts.words." + (isLeak ? "early" : "unclear"))
            view["time"] = strings.text("receipts.ahead", ["time": String(receipt.milliseconds)])
            view.set("why", receipt.fault.map { why($0, receipt) })
            return view
        }
    }

    private func row(_ receipt: SurfaceReceipt, of act: JournalEntry) -> View {
        var view = link(to: receipt)
        let word = receipt.fault != nil ? "not_yet" : act.act.takesAway ? "gone" : "shown"
        view["kind"] = receipt.fault == nil ? "green" : "red"
        view["word"] = strings.text("receipts.words." + word)
        view["time"] = strings.text("receipts.time", ["time": String(receipt.milliseconds)])
        view.set("why", receipt.fault.map { why($0, receipt) })
        return view
    }

    private func link(to receipt: SurfaceReceipt) -> View {
        ["surface": strings.text("receipts.surfaces." + receipt.surface.rawValue), "href": receipt.asked]
    }

    private func why(_ fault: SurfaceFault, _ receipt: SurfaceReceipt) -> String {
        strings.text(
            "receipts.faults." + (fault == .missing && receipt.evidence.isEmpty ? "nothing" : fault.rawValue),
            ["status": String(receipt.status), "evidence": receipt.evidence, "time": String(receipt.milliseconds)]
        )
    }
}
