public import News

/// Takes the originals that members send into a darkroom.
public struct SentOriginals: OriginalTaker {
    private let darkroom: Darkroom

    /// - Parameter darkroom: Where they are kept.
    public init(_ darkroom: Darkroom) {
        self.darkroom = darkroom
    }

    /// Takes one of them, on a thread that nobody else waits for.
    public func take(original: ArraySlice<UInt8>) async throws(OriginalFault) -> Picture {
        do throws(DarkroomError) {
            return try await darkroom.onOwnThread { (room) throws(DarkroomError) in try room.take(original) }
        } catch {
            switch error {
            case .notAPicture, .unreadable: throw .noPicture
            case .tooLarge: throw .tooLarge
            case .tooCostly: throw .tooCostly
            case .damaged: throw .damaged
            case .noRoom: throw .diskFull
            case .storage, .away, .refused: throw .unavailable
            }
        }
    }
}
