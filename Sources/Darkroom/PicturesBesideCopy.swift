import Dispatch
public import News

extension Darkroom {
    /// Does blocking work on a thread other than those that Swift shares among all tasks.
    ///
    /// There are as many such threads as pictures that are decoded at a time; further calls wait.
    /// - Throws: What the work throws.
    public func onOwnThread<Value: Sendable>(
        _ work: @escaping @Sendable (Darkroom) throws(DarkroomError) -> Value
    ) async throws(DarkroomError) -> Value {
        let result = await withCheckedContinuation { continuation in
            nextThread.async { [self] in
                continuation.resume(returning: Result { () throws(DarkroomError) in try work(self) })
            }
        }
        return try result.get()
    }
}

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
        } catch .noRoom(let path) {
            throw .cannotBeKept("\(path): no space left on device")
        } catch .unreadable {
            throw .unusable("\(file) is no file beside the copy that may be read")
        } catch {
            throw .unusable("\(file): \(error.reason)")
        }
    }
}
