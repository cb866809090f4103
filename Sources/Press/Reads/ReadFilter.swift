import News

/// Decides what each read counts for, without knowing who anybody is.
///
/// One hash gives three numbers: of the network, of network and story, and of network, story and browser. It is SipHash
/// with a salt that is drawn anew every day and never stored, so that nobody can construct a collision with another
/// reader, and what is kept means nothing once the day is over. In memory of a fixed size it keeps who has read what in
/// this half hour, how many readers each network had in it, and how often each network lifted a story today.
struct ReadFilter: ~Copyable {
    enum Verdict: Hashable {
        case counted(weighs: Bool)
        case refused(ReadRefusal)
    }

    private var halfHour = Int64.min
    private var day = Int64.min
    private var salt = Hasher()
    private var readers = ReaderTable()
    /// In this half hour, by network, and by network and story.
    private var crowds = CountSketch<UInt16>(width: 1 << 18)
    /// Today, by network and story.
    private var weighed = CountSketch<UInt8>(width: 1 << 22)
    /// Today, by site of IPv6 and story.
    private var weighedOfSites = CountSketch<UInt16>(width: 1 << 18)
    private var alarms = ReadAlarms()

    /// What a read counts for.
    ///
    /// A reader is remembered with the newspaper that was told of the read: a number that is another newspaper's story
    /// does not use up that story's reader.
    mutating func judge(
        _ story: StoryNumber,
        of newspaper: SiteNumber = .first,
        from network: ReaderNetwork,
        browser: UnsafeRawBufferPointer,
        at now: Timestamp
    ) -> Verdict {
        turn(to: now)
        var hash = salt
        hash.combine(network.subscriber)
        let ofNetwork = hash.number
        hash.combine(newspaper.rawValue)
        hash.combine(story.rawValue)
        let ofCrowd = hash.number
        hash.combine(bytes: browser)
        let verdict = count(ofNetwork, ofCrowd, hash.number)
        switch verdict {
        case .counted: return .counted(weighs: weighs(ofCrowd, site: network.site, story))
        case .refused(.crowd): alarms.raise(.crowd(story))
        case .refused(.network): alarms.raise(.network)
        case .refused: break
        }
        return verdict
    }

    /// What the desk has not been told yet.
    mutating func takeAlarms() -> [ReadAlarm] { alarms.take() }

    private mutating func count(_ network: UInt64, _ crowd: UInt64, _ reader: UInt64) -> Verdict {
        // Checked before the reader is remembered, so that nobody can fill the table with readers that are not counted.
        guard crowds.count(of: network) < CrowdRule.mostReads else { return .refused(.network) }
        guard crowds.count(of: crowd) < CrowdRule.mostReaders else { return .refused(.crowd) }
        guard readers.isFirst(reader) else { return .refused(.repeated) }
        _ = crowds.add(network)
        return CrowdRule.counts(crowds.add(crowd)) ? .counted(weighs: false) : .refused(.crowd)
    }

    private mutating func weighs(_ crowd: UInt64, site: UInt64?, _ story: StoryNumber) -> Bool {
        guard CrowdRule.weighs(weighed.add(crowd)) else { return false }
        guard let site else { return true }
        var hash = salt
        hash.combine(site)
        hash.combine(story.rawValue)
        return CrowdRule.weighsInSite(weighedOfSites.add(hash.number))
    }

    /// Forgets in each new half hour who has read, and on each new day what was lifted, and the salt.
    private mutating func turn(to now: Timestamp) {
        let current = now.seconds / 1_800
        guard current != halfHour else { return }
        halfHour = current
        readers.forget()
        crowds.forget()
        alarms.forget()
        guard current / 48 != day else { return }
        day = current / 48
        weighed.forget()
        weighedOfSites.forget()
        salt = Hasher()
        for _ in 0..<2 { salt.combine(UInt64.random(in: .min ... .max)) }
    }
}

extension Hasher {
    /// The hash of what was combined so far; more can be combined afterwards.
    fileprivate var number: UInt64 { UInt64(bitPattern: Int64(finalize())) }
}
