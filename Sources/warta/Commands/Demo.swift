import Application
import ArgumentParser
import BuiltIn
import Darkroom
import Editorial
import News
import Storage
import Wire

/// `warta demo`: a newspaper to look at.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add a demonstration newspaper whose newest story is minutes old."
    )

    @OptionGroup var options: StoreOptions
    @OptionGroup var site: SiteOption

    func run() async throws {
        let newspaper = try await OpenNewspaper(try await options.settings(), site, making: true)
        let count = try await DemonstrationNewspaper.fill(newspaper)
        Terminal.say("\(count) stories of the demonstration newspaper are new in \(newspaper.store.place).")
    }
}

/// Stories and pictures of our own, built into the binary.
enum DemonstrationNewspaper {
    /// Imports the stories with their dates moved, so that the newest is minutes old.
    ///
    /// Stories that the store has already stay as they are.
    /// - Returns: How many stories are new.
    static func fill(_ newspaper: OpenNewspaper) async throws -> Int {
        let files = BuiltInFiles.files(under: "demo/")
        let items = try await developed(unknown(read(files, newspaper), newspaper), files, try newspaper.darkroom())
        let newest = items.filter { $0.status == .usable }.map(\.firstPublished).max() ?? newspaper.clock()
        let shift = newspaper.clock().adding(seconds: -240).milliseconds - newest.milliseconds
        let dated = items.map { $0.moved(by: shift) }
        let outcomes = try await newspaper.desk.takeWireCopy(dated, actor: .wire("demonstration"))
        try await addReads(of: outcomes, newspaper)
        try await DemonstrationPages.write(newspaper)
        return outcomes.count
    }

    private static func unknown(_ items: [WireItem], _ newspaper: OpenNewspaper) async throws -> [WireItem] {
        try await newspaper.store.read { transaction in
            try items.filter { try transaction.number(uri: $0.uri) == nil }
        }
    }

    private static func read(_ files: [String: [UInt8]], _ newspaper: OpenNewspaper) throws -> [WireItem] {
        let defaults = NinjsReader.Defaults(
            section: Section(name: "Nasional"),
            language: newspaper.site.language,
            zone: newspaper.site.zone
        )
        var rest = files["stories.jsonl"]
        var reader = NinjsReader(source: "the demonstration", defaults: defaults) {
            defer { rest = nil }
            return rest
        }
        var items: [WireItem] = []
        while let reading = reader.next() {
            guard case .item(let item, _) = reading else { continue }
            items.append(item)
        }
        return items
    }

    /// Draws each picture once, however many stories show it.
    private static func developed(
        _ items: [WireItem],
        _ files: [String: [UInt8]],
        _ darkroom: Darkroom
    ) async throws -> [WireItem] {
        let names = Set(items.flatMap(\.pictures).compactMap(\.files.first))
        var progress = Progress("pictures", total: names.count)
        let drawn = try await withThrowingTaskGroup(of: (String, Picture).self) { group in
            for name in names {
                guard let svg = files[name] else { continue }
                group.addTask { (name, try await draw(svg, darkroom)) }
            }
            var drawn: [String: Picture] = [:]
            for try await (name, picture) in group {
                drawn[name] = picture
                progress.tell(drawn.count, done: drawn.count)
            }
            return drawn
        }
        progress.end()
        return items.map { item in
            var item = item
            item.copy.pictures = item.pictures.map { wirePicture in
                var use = wirePicture.use
                use.picture = wirePicture.files.first.flatMap { drawn[$0] }
                return use
            }
            return item
        }
    }

    private static func draw(_ svg: [UInt8], _ darkroom: Darkroom) async throws -> Picture {
        do throws(DarkroomError) {
            return try await darkroom.onOwnThread { (room) throws(DarkroomError) in
                try room.draw(svg: svg, width: 1_600)
            }
        } catch {
            throw NewsError(.unavailable, "A picture of the demonstration cannot be drawn: \(error.reason).")
        }
    }

    /// Some reads of the last hours, so that *Populer* has an order from the start.
    private static func addReads(of outcomes: [WireOutcome], _ newspaper: OpenNewspaper) async throws {
        let numbers = outcomes.compactMap { if case .imported(let number, _) = $0 { number } else { nil } }
        let sums = numbers.enumerated().filter { $0.offset % 3 == 1 }.map { index, number in
            let readers = 20 + index * 37 % 101
            return ReadSum(story: number, reads: readers, weight: readers)
        }
        let hourAgo = newspaper.clock().adding(seconds: -3_000)
        try await newspaper.store.addReads(sums, at: hourAgo)
    }
}

extension WireItem {
    /// The item with all its times moved by so many milliseconds.
    fileprivate func moved(by shift: Int64) -> WireItem {
        let move = { (time: Timestamp) in Timestamp(milliseconds: time.milliseconds + shift) }
        var item = self
        item.version = move(version)
        item.firstPublished = move(firstPublished)
        item.contentCreated = contentCreated.map(move)
        item.embargoedUntil = embargoedUntil.map(move)
        return item
    }
}
