import Darkroom
import News

/// The pictures of wire copy on their way to the darkroom.
struct PictureIntake: Sendable {
    let darkroom: Darkroom
    /// Where the copy lies, and its pictures beside it.
    let folder: String

    /// What came of an item's pictures.
    struct Developed: Sendable {
        var uses: [PictureUse] = []
        /// Why some are without a file.
        var complaints: [String] = []
    }

    /// As many as the darkroom takes at once.
    private static let atOnce = 2

    /// Develops the pictures of each item, in their order.
    /// - Throws: `unavailable` where the darkroom fails, which is no fault of a picture.
    func develop(_ items: [[WireItem.WirePicture]]) async throws -> [Developed] {
        var developed = [Developed](repeating: Developed(), count: items.count)
        var waiting = items.indices.filter { !items[$0].isEmpty }.makeIterator()
        try await withThrowingTaskGroup(of: (Int, Developed).self) { group in
            func begin() {
                guard let index = waiting.next() else { return }
                let pictures = items[index]
                group.addTask { (index, try await onOwnThread { Result { try develop(pictures) } }.get()) }
            }
            for _ in 0..<Self.atOnce { begin() }
            for try await (index, item) in group {
                developed[index] = item
                begin()
            }
        }
        return developed
    }

    private func develop(_ pictures: [WireItem.WirePicture]) throws -> Developed {
        var developed = Developed()
        for picture in pictures {
            var use = picture.use
            let reasons = try develop(picture, into: &use)
            developed.uses.append(use)
            if !reasons.isEmpty {
                developed.complaints.append("a picture is left out: \(reasons.joined(separator: "; "))")
            }
        }
        return developed
    }

    /// Develops the first of a picture's files that is there and is a picture; words without a file stay words.
    /// - Returns: Why none was taken; empty where one was, or none was named.
    private func develop(_ picture: WireItem.WirePicture, into use: inout PictureUse) throws -> [String] {
        var reasons: [String] = []
        for name in picture.files {
            do throws(DarkroomError) {
                use.picture = try darkroom.take(file: name, beneath: folder)
                return []
            } catch .storage(let detail) {
                // Without the picture the story would be known as taken, and a later run would not bring it.
                throw NewsError(
                    .unavailable,
                    "A picture cannot be stored: \(detail). Run the import again; what was confirmed stays."
                )
            } catch .unreadable {
                reasons.append("\(name) is no file beside the copy that may be read")
            } catch {
                reasons.append("\(name): \(error.reason)")
            }
        }
        return reasons
    }
}
