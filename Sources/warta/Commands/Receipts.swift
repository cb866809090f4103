import Application
import ArgumentParser
import News
import Storage

/// `warta receipts`: when readers saw what the desk did, and what they did not see in time.
struct Receipts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print how long it took until readers saw what the desk did, and where they did not in time.",
        discussion: """
            Each server asks itself over HTTP after each publication, update, correction and withdrawal of the desk. \
            Times are milliseconds from the act to the answer that showed it: the median (p50) and the 99th percentile.
            """
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    @Option(help: ArgumentHelp("Of the last so many receipts (default: 1000).", valueName: "NUMBER"))
    var last = 1_000

    @Flag(help: "Print JSON.")
    var json = false

    /// Red ones that are printed; those before them are in the same places.
    private static let mostShown = 50

    func validate() throws {
        guard (1...100_000).contains(last) else { throw ValidationError("--last is 1 to 100000.") }
    }

    func run() async throws {
        let newspaper = try await OpenNewspaper(try await options.settings(), site)
        let limit = last
        let receipts = try await newspaper.store.read { try $0.lastReceipts(limit: limit) }
        let summary = ReceiptSummary(receipts)
        let red = receipts.flatMap { receipt in receipt.red.map { (receipt, $0) } }
        if json {
            Terminal.say(Self.json(summary, red, newspaper.site.zone).written)
            return
        }
        guard !receipts.isEmpty else { return Terminal.say("There are no receipts yet.") }
        Terminal.say("surface           receipts    red    p50    p99")
        for (surface, line) in summary.surfaces { Terminal.say(Self.row(surface.rawValue, line)) }
        Terminal.say(Self.row("everywhere", summary.all))
        for (receipt, surface) in red.prefix(Self.mostShown) {
            Terminal.say(Self.words(of: surface, receipt, newspaper.site.zone))
        }
        if red.count > Self.mostShown { Terminal.say("and \(red.count - Self.mostShown) more.") }
    }

    private static func row(_ name: String, _ line: ReceiptSummary.Line) -> String {
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let numbers = [
            right("\(line.count)", 8), right("\(line.red)", 7), right(line.median.map { "\($0)" } ?? "-", 7),
            right(line.slowest.map { "\($0)" } ?? "-", 7),
        ]
        return name + String(repeating: " ", count: max(1, 18 - name.count)) + numbers.joined()
    }

    private static func words(of surface: SurfaceReceipt, _ receipt: PublishReceipt, _ zone: Zone) -> String {
        let when = RFC3339.write(Timestamp(seconds: receipt.at.seconds), zone: zone)
        let words = [
            when, "story \(receipt.story)", "at \(receipt.node)", surface.surface.rawValue,
            surface.isBefore ? "before its time" : "", surface.fault.map { "\($0.rawValue)" } ?? "",
            "asked \(surface.asked)", "status \(surface.status)",
            surface.evidence.isEmpty ? "" : "found \(surface.evidence)",
        ]
        return words.filter { !$0.isEmpty }.joined(separator: "  ")
    }
}

extension Receipts {
    private static func json(
        _ summary: ReceiptSummary,
        _ red: [(PublishReceipt, SurfaceReceipt)],
        _ zone: Zone
    ) -> JSONValue {
        let surfaces = summary.surfaces.map { surface, line in
            JSONValue.Member(key: surface.rawValue, value: json(line))
        }
        return .members([
            "everywhere": json(summary.all), "surfaces": .object(surfaces),
            "red": .array(red.map { json($0.1, $0.0, zone) }),
        ])
    }

    private static func json(_ line: ReceiptSummary.Line) -> JSONValue {
        .members([
            "receipts": .integer(line.count), "red": .integer(line.red),
            "p50": line.median.map { .integer($0) } ?? .null, "p99": line.slowest.map { .integer($0) } ?? .null,
        ])
    }

    private static func json(_ surface: SurfaceReceipt, _ receipt: PublishReceipt, _ zone: Zone) -> JSONValue {
        .members([
            "line": .integer(receipt.sequence), "at": .string(RFC3339.write(receipt.at, zone: zone)),
            "node": .string(receipt.node), "story": .integer(receipt.story.rawValue),
            "surface": .string(surface.surface.rawValue), "before": .bool(surface.isBefore),
            "fault": surface.fault.map { .string($0.rawValue) } ?? .null,
            "milliseconds": .integer(surface.milliseconds),
            "asked": .string(surface.asked), "status": .integer(surface.status), "tag": .string(surface.tag),
            "evidence": .string(surface.evidence),
        ])
    }
}
