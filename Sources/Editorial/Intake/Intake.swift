public import News
internal import Storage

/// Takes the copy of wires to the desk, batch by batch: pictures first, then the stories.
///
/// While a batch is being stored, the next one is read and its texts are prepared. A batch is stored in short transactions, so an
/// intake that ends early, however it does, leaves whole stories behind, and the next one goes on from there.
public actor Intake {
    /// How copy is taken.
    public struct Options: Sendable {
        /// How many sections may be made, and where copy of any other goes.
        public var sections: SectionLimit
        /// The wire's name, for the journal; empty where it has none.
        public var wire = ""
        /// Whether the copy is an export of our own, whose records are believed.
        public var isRestoring = false

        public init(sections: SectionLimit) {
            self.sections = sections
        }
    }

    /// What came of all sources so far.
    public private(set) var summary = IntakeSummary()

    private let desk: Desk
    private let options: Options
    private let tell: @Sendable (IntakeEvent) -> Void
    /// Bytes of the sources before this one.
    private var bytesBefore = 0

    /// - Parameters:
    ///   - desk: Where the stories go.
    ///   - options: How they are taken.
    ///   - tell: Told what happens while it happens; must not block for long.
    public init(_ desk: Desk, _ options: Options, tell: @escaping @Sendable (IntakeEvent) -> Void = { _ in }) {
        self.desk = desk
        self.options = options
        self.tell = tell
    }

    /// Takes all items of a source.
    ///
    /// - Parameters:
    ///   - reader: The source; it is read on a thread of its own.
    ///   - pictures: Takes the pictures' files; nil where the source brings none.
    /// - Throws: `unavailable` where the store or the pictures' folder is; `CancellationError` between two batches once
    ///   the task is cancelled. What was taken before stays, and taking the source again goes on from there.
    public func take(_ reader: sending some WireReader, pictures: (any PictureTaker)? = nil) async throws {
        let source = WireReaderThread(reader)
        var batch = await read(source)
        while !batch.isEmpty {
            try Task.checkCancellation()
            async let next = read(source)
            try await store(batch, pictures)
            tell(.progress(items: summary.taken, bytes: bytesBefore + batch.bytesRead))
            batch = await next
        }
        bytesBefore += batch.bytesRead
    }

    private nonisolated func read(_ source: WireReaderThread<some WireReader>) async -> Batch {
        let (results, bytesRead) = await source.next()
        let prepared = await desk.prepareTexts(of: results.compactMap(\.item))
        return Batch(results: results, prepared: prepared, bytesRead: bytesRead)
    }

    private func store(_ batch: Batch, _ pictures: (any PictureTaker)?) async throws {
        var items: [WireItem] = []
        var places: [WirePlace] = []
        for result in batch.results {
            switch result {
            case .refused(let item): refuse(item)
            case .item(let item, let place):
                items.append(item)
                places.append(place)
                for remark in item.remarks {
                    tell(.warning(IntakeWarning("\(place): the item \(item.uri) \(remark).", because: remark)))
                }
            }
        }
        for (index, taken) in try await WirePictures(taker: pictures).take(items.map(\.pictures)).enumerated() {
            items[index].copy.pictures = taken.uses
            for reason in taken.faults {
                tell(.warning(IntakeWarning("\(places[index]): \(reason).", because: reason)))
            }
        }
        for (index, outcome) in try await outcomes(of: items, batch.prepared).enumerated() {
            if case .refused(let reason) = outcome {
                refuse(RefusedItem(place: places[index], uri: items[index].uri, reason: reason))
            } else {
                summary.add(outcome)
            }
        }
    }

    private func outcomes(of items: [WireItem], _ prepared: [PreparedText]) async throws -> [WireOutcome] {
        if options.isRestoring {
            return try await desk.restoreStories(items, prepared: prepared)
        }
        let fitted = try await desk.fitSections(items, to: options.sections)
        summary.unmadeSections.formUnion(fitted.unmade)
        return try await desk.takeWireCopy(fitted.items, prepared: prepared, actor: .wire(options.wire))
    }

    private func refuse(_ item: RefusedItem) {
        summary.refused += 1
        tell(.warning(IntakeWarning(item.description, because: "the item \(item.reason)")))
    }
}

/// What is read at once, pictures apart.
private struct Batch: Sendable {
    let results: [WireReadResult]
    /// One for each item among the results.
    let prepared: [PreparedText]
    /// Bytes of the source up to here.
    let bytesRead: Int

    var isEmpty: Bool { results.isEmpty }
}

extension WireReadResult {
    fileprivate var item: WireItem? {
        if case .item(let item, _) = self { item } else { nil }
    }
}
