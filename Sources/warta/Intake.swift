import Darkroom
import Editorial
import News
import Storage
import Wire

/// Takes copy to the desk, batch by batch: pictures to the darkroom first, then one transaction for the stories.
actor Intake {
    /// What came of an import.
    struct Summary {
        var imported = 0
        var updated = 0
        var unchanged = 0
        var skipped = 0
        var remembered = 0
        var refused = 0
        /// When those that wait for a later date will be public.
        var waiting: [StoryNumber: Timestamp] = [:]

        /// What would have been one section too many.
        var unmadeSections: Set<Slug> = []

        var taken: Int { imported + updated + unchanged + skipped + remembered }

        var text: String {
            let kills = remembered == 0 ? "" : "\(remembered) remembered, "
            let counts = "\(imported) imported, \(updated) updated, \(unchanged) unchanged, \(skipped) skipped, "
            let text = counts + kills + "\(refused) refused."
            if unmadeSections.isEmpty { return text }
            return text + " \(unmadeSections.count) sections beyond --max-sections became tags."
        }

        /// How many stories wait for a later date, and when the first of them is due; empty where none does.
        func waitingText(zone: Zone) -> String {
            guard let first = waiting.values.min() else { return "" }
            let time = RFC3339.write(first, zone: zone)
            return waiting.count == 1
                ? " 1 waits for a later date: \(time)."
                : " \(waiting.count) wait for a later date, the first for \(time)."
        }
    }

    private let newspaper: OpenNewspaper
    private let darkroom: Darkroom
    private let sections: SectionLimit
    private let isRestoring: Bool
    private let isDryRun: Bool
    private var progress: Progress
    private var complaints: ImportWarnings
    private var summary = Summary()
    private var bytesBefore = 0

    /// Stories of one transaction: enough that its flush to disk is a small part of the work.
    private static let batchSize = 2_000

    /// What is stored in one transaction.
    private struct Batch {
        var readings: [WireReadResult]
        /// One for each item among the readings.
        var galleys: [Galley]
    }

    /// - Parameters:
    ///   - sections: How many sections may be made.
    ///   - isVerbose: Whether each complaint is shown, however many there are.
    ///   - total: Bytes of all files together.
    init(
        _ newspaper: OpenNewspaper,
        _ darkroom: Darkroom,
        sections: SectionLimit,
        isRestoring: Bool,
        isDryRun: Bool,
        isVerbose: Bool,
        total: Int
    ) {
        complaints = ImportWarnings(showsAll: isVerbose)
        self.newspaper = newspaper
        self.sections = sections
        self.isRestoring = isRestoring
        self.isDryRun = isDryRun
        self.darkroom = darkroom
        progress = Progress("stories", total: total)
    }

    /// Takes a whole file.
    ///
    /// The next batch is read and set in type while this one is stored.
    func take(_ file: WireFile) async throws {
        var batch = await read(file)
        while !batch.readings.isEmpty {
            async let next = read(file)
            try await take(batch, from: file)
            progress.tell(summary.taken, done: bytesBefore + file.bytesRead)
            batch = await next
        }
        bytesBefore += file.bytesRead
    }

    private nonisolated func read(_ file: WireFile) async -> Batch {
        let readings = await file.batch(Self.batchSize)
        return Batch(readings: readings, galleys: await newspaper.desk.typeset(readings.compactMap(\.item)))
    }

    func finish() -> Summary {
        progress.end()
        for line in complaints.summary { Terminal.warn(line) }
        return summary
    }

    private func take(_ batch: Batch, from file: WireFile) async throws {
        var items: [(item: WireItem, place: WirePlace)] = []
        for reading in batch.readings {
            switch reading {
            case .refused(let refusal): refuse(refusal)
            case .item(let item, let place):
                items.append((item, place))
                for remark in item.remarks { warn("\(place): the item \(item.uri) \(remark).", because: remark) }
            }
        }
        let pictures = PictureIntake(darkroom: darkroom, folder: file.folder)
        for (index, developed) in try await pictures.develop(items.map(\.item.pictures)).enumerated() {
            items[index].item.copy.pictures = developed.uses
            for complaint in developed.complaints {
                warn("\(items[index].place): \(complaint).", because: complaint)
            }
        }
        for (entry, outcome) in zip(items, try await take(items.map(\.item), batch.galleys)) {
            switch outcome {
            case .imported(let number, let time):
                summary.imported += 1
                summary.waiting[number] = time
            case .updated(let number, let time):
                summary.updated += 1
                summary.waiting[number] = time
            case .unchanged: summary.unchanged += 1
            case .skipped: summary.skipped += 1
            case .remembered: summary.remembered += 1
            case .refused(let reason): refuse(RefusedItem(place: entry.place, uri: entry.item.uri, reason: reason))
            }
        }
    }

    private func take(_ items: [WireItem], _ galleys: [Galley]) async throws -> [WireOutcome] {
        if isRestoring { return try await newspaper.desk.restoreStories(items, galleys: galleys, dryRun: isDryRun) }
        let fitted = try await newspaper.desk.fitSections(items, to: sections)
        summary.unmadeSections.formUnion(fitted.unmade)
        return try await newspaper.desk.takeWireCopy(fitted.items, galleys: galleys, actor: .wire(""), dryRun: isDryRun)
    }

    private func refuse(_ refusal: RefusedItem) {
        summary.refused += 1
        warn(refusal.description, because: "the item \(refusal.reason)")
    }

    private func warn(_ text: String, because reason: String) {
        guard complaints.add(because: reason) else { return }
        progress.end()
        Terminal.warn(text)
    }
}

extension WireReadResult {
    fileprivate var item: WireItem? {
        if case .item(let item, _) = self { item } else { nil }
    }
}
