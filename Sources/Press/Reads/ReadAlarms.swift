import News

/// Something about reads that the desk is told in the log.
enum ReadAlarm: Hashable {
    /// A story has so many readers of one network that only some of them are counted.
    case crowd(StoryNumber)
    /// One network has reached the number of reads beyond which none is counted.
    case network
    /// More stories are crowded than are told one by one.
    case more

    /// What happened and what to do, for whoever reads the log.
    var sentence: String {
        switch self {
        case .crowd(let story):
            """
            Story \(story) has more than \(CrowdRule.countedWhole) readers of one network in this half hour; of further \
            ones only some are counted. If that network is your proxy, name it with --trusted-proxy.
            """
        case .network:
            """
            One network has read \(CrowdRule.mostReads) times in this half hour; no further read of it is counted. If it \
            is your proxy, name it with --trusted-proxy.
            """
        case .more:
            "More stories have crowds of one network in this half hour than are told one by one; see /-/metrics."
        }
    }
}

/// Alarms that the desk has not been told yet: each once in half an hour, and no more of them than anybody reads.
struct ReadAlarms {
    private var raised: Set<ReadAlarm> = []
    private var untold: [ReadAlarm] = []

    static let most = 50

    mutating func raise(_ alarm: ReadAlarm) {
        let alarm = raised.count < Self.most || raised.contains(alarm) ? alarm : .more
        if raised.insert(alarm).inserted { untold.append(alarm) }
    }

    mutating func take() -> [ReadAlarm] {
        defer { untold = [] }
        return untold
    }

    /// Called in each new half hour: what happens again is told again.
    mutating func forget() { raised = [] }
}
