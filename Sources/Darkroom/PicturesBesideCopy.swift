public import News

/// The pictures in a folder beside copy, which are to be taken into a darkroom.
public struct PicturesBesideCopy: PictureTaker {
    private let darkroom: Darkroom
    private let folder: String

    /// - Parameters:
    ///   - darkroom: Where they are kept.
    ///   - folder: The folder of the copy; nothing outside of it is read, whatever the copy names.
    public init(_ darkroom: Darkroom, folder: String) {
        self.darkroom = darkroom
        self.folder = folder
    }

    /// Takes one of them.
    public func take(_ file: String) async throws(PictureFault) -> Picture {
        do throws(DarkroomError) {
            return try await darkroom.onOwnThread { [folder] (room) throws(DarkroomError) in
                try room.take(file: file, beneath: folder)
            }
        } catch .storage(let detail) {
            throw .cannotBeKept(detail)
        } catch .away(let detail) {
            throw .cannotBeKept(detail)
        } catch .refused(let detail) {
            throw .cannotBeKept(detail)
        } catch .noRoom(let path) {
            throw .cannotBeKept("\(path): no space left on device")
        } catch .unreadable {
            throw .unusable("\(file) is no file beside the copy that may be read")
        } catch {
            throw .unusable("\(file): \(error.reason)")
        }
    }
}
