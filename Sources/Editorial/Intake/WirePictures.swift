internal import News

/// The pictures that come with items, and what takes their files.
struct WirePictures: Sendable {
    let taker: (any PictureTaker)?

    /// What came of the pictures of one item.
    struct Taken: Sendable {
        var uses: [PictureUse] = []
        /// Why some are without a file.
        var faults: [String] = []
    }

    /// Items whose pictures are taken at a time: as many as the darkroom decodes at once.
    private static let atOnce = 2

    /// Takes the pictures of each item, in the items' order.
    /// - Throws: `unavailable` where pictures cannot be kept.
    func take(_ items: [[WireItem.WirePicture]]) async throws -> [Taken] {
        var taken = [Taken](repeating: Taken(), count: items.count)
        var waiting = items.indices.filter { !items[$0].isEmpty }.makeIterator()
        try await withThrowingTaskGroup(of: (Int, Taken).self) { group in
            func begin() {
                guard let index = waiting.next() else { return }
                let pictures = items[index]
                group.addTask { (index, try await take(pictures)) }
            }
            for _ in 0..<Self.atOnce { begin() }
            for try await (index, item) in group {
                taken[index] = item
                begin()
            }
        }
        return taken
    }

    private func take(_ pictures: [WireItem.WirePicture]) async throws -> Taken {
        var taken = Taken()
        for picture in pictures {
            var use = picture.use
            let reasons = try await take(picture.files, for: &use)
            taken.uses.append(use)
            if !reasons.isEmpty { taken.faults.append("a picture is left out: \(reasons.joined(separator: "; "))") }
        }
        return taken
    }

    /// Takes the first file that is there and is a picture; words without a file stay words.
    /// - Returns: Why none was taken; empty where one was, or none was named.
    private func take(_ files: [String], for use: inout PictureUse) async throws -> [String] {
        guard let taker else { return [] }
        var reasons: [String] = []
        for file in files {
            do throws(PictureFault) {
                use.picture = try await taker.take(file)
                return []
            } catch .unusable(let reason) {
                reasons.append(reason)
            } catch .cannotBeKept(let reason) {
                // Without the picture the story would be known as taken, and a later run would not bring it.
                throw NewsError(
                    .unavailable,
                    "A picture cannot be stored: \(reason). Run the import again; what was confirmed stays."
                )
            }
        }
        return reasons
    }
}
