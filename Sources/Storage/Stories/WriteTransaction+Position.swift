internal import News

extension WriteTransaction {
    /// A free position for a story that is public since that time.
    ///
    /// It is the one after the last of that millisecond or, if that millisecond is full, one in a later millisecond.
    /// - Parameters:
    ///   - time: Since when it is public.
    ///   - wanted: A position that it had before, taken if it is free and not before its time.
    func freePosition(since time: Timestamp, wanted: ListPosition? = nil) throws -> ListPosition {
        if let wanted, wanted.time >= time, try sql.row(Self.takenQuery, [SQLValue(wanted)]) == nil {
            ahead.lastPositions[wanted.time] = nil
            return wanted
        }
        let time = try ListPosition.room(from: time) { try isFull($0) }
        let position = try last(of: time).map { ListPosition(rawValue: $0.rawValue + 1) } ?? ListPosition(time)
        // Whoever asks for a position takes it.
        if ahead.lastPositions[time] != nil { ahead.lastPositions[time] = .some(position) }
        return position
    }

    /// The last position of a millisecond that is taken.
    private func last(of time: Timestamp) throws -> ListPosition? {
        if let known = ahead.lastPositions[time] { return known }
        let range = [SQLValue(ListPosition(time)), SQLValue(ListPosition(time.adding(milliseconds: 1)))]
        return try sql.row(Self.lastQuery, range)?.position(0)
    }

    /// Whether a millisecond's last position is taken.
    private func isFull(_ time: Timestamp) throws -> Bool {
        let last = ListPosition(time, slot: ListPosition.slots - 1)
        if let known = ahead.lastPositions[time] { return known == last }
        return try sql.row(Self.takenQuery, [SQLValue(last)]) != nil
    }

    static let takenQuery = "SELECT 1 FROM story WHERE position = $1"

    static let lastQuery = "SELECT max(position) FROM story WHERE position >= $1 AND position < $2"
}
