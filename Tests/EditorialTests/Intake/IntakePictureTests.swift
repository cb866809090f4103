import Editorial
import News
import TestSupport
import Testing

@Suite struct IntakePictureTests {
    private let newsroom: NewsDesk

    init() async throws { newsroom = try await NewsDesk() }

    private func item(_ index: Int64, _ files: [String]...) -> WireItem {
        var item = WireItem.sample(index)
        item.pictures = files.enumerated().map { number, files in
            WireItem.WirePicture(use: PictureUse(caption: "Foto \(number)"), files: files)
        }
        return item
    }

    @Test func `the first file that is a picture is taken, in the order of the items`() async throws {
        let told = Told()
        let intake = newsroom.intake(tell: told.tell)
        let pictures = NamedPictures(faults: ["bad.jpg": .unusable("bad.jpg: not a picture")])
        let items = [item(1, ["bad.jpg", "good.jpg"], []), item(2), item(3, ["other.jpg"])]
        try await intake.take(ListedItems(items), pictures: pictures)
        let stories = try await newsroom.archive()
        #expect(stories.map { $0.copy.pictures.map { $0.picture != nil } } == [[true, false], [], [true]])
        #expect(stories[0].copy.pictures[0].picture != stories[2].copy.pictures[0].picture)
        #expect(told.warnings.isEmpty)
    }

    @Test func `a story goes in without the pictures that cannot be used, and that is told`() async throws {
        let told = Told()
        let intake = newsroom.intake(tell: told.tell)
        let faults: [String: PictureFault] = [
            "a.jpg": .unusable("a.jpg: too large"), "b.jpg": .unusable("b.jpg: gone"),
        ]
        try await intake.take(ListedItems([item(1, ["a.jpg", "b.jpg"])]), pictures: NamedPictures(faults: faults))
        #expect(told.warnings == ["values, item 1: a picture is left out: a.jpg: too large; b.jpg: gone."])
        #expect(try await newsroom.story(1)?.copy.pictures.map(\.caption) == ["Foto 0"])
        #expect(await intake.summary.imported == 1)
    }

    @Test func `where pictures cannot be kept the intake ends, and the next one brings them`() async throws {
        let items = [item(1, ["a.jpg"]), item(2, ["b.jpg"]), item(3, ["c.jpg"])]
        let full = NamedPictures(faults: ["b.jpg": .cannotBeKept("no space left on device")])
        let error = await #expect(throws: NewsError.self) { try await takeOneByOne(items, full) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("no space left on device") == true)
        #expect(try await newsroom.archive().count == 1)
        try await newsroom.intake().take(ListedItems(items), pictures: NamedPictures())
        let stories = try await newsroom.archive()
        #expect(stories.count == 3 && stories.flatMap(\.copy.pictures).allSatisfy { $0.picture != nil })
    }

    private func takeOneByOne(_ items: [WireItem], _ pictures: NamedPictures) async throws {
        try await newsroom.intake().take(ListedItems(items, bytesPerItem: ListedItems.aWholeBatch), pictures: pictures)
    }
}
