/// How far back reads are counted.
public enum ReadWindow: String, Hashable, Sendable, CaseIterable {
    case hour = "1-jam"
    case day = "24-jam"
    case week = "7-hari"
    case month = "30-hari"

    public var hours: Int64 {
        switch self {
        case .hour: 1
        case .day: 24
        case .week: 168
        case .month: 720
        }
    }
}
