import News

/// What the page of a front sends: the whole arrangement as it stands there, and the button that was pressed.
struct FrontForm {
    /// What a button does; a list is changed before it is kept.
    enum Act: Equatable {
        case save, launch, discard
        case restore(Int)

        /// Which of the strings' `said` says that it is done.
        var said: String {
            switch self {
            case .save: ""
            case .launch: "front_launched"
            case .discard: "front_discarded"
            case .restore: "front_restored"
            }
        }
    }

    var act = Act.save
    /// The version that the page showed; nil where a page is shown anew.
    var shown: Int?
    var arrangement = FrontArrangement.empty
    /// Words that stories are looked for by.
    var query = ""

    var seen: Int { shown ?? 0 }

    /// A page that is opened.
    init(query: String = "") {
        self.query = query
    }

    /// Reads what a page sent; nil where it is none of ours.
    init?(_ form: FormFields, zone: Zone) {
        guard let shown = Int(form["seen"]), shown >= 0 else { return nil }
        let stories = form.all("story").map { StoryNumber($0) }
        let (headlines, leads, ends) = (form.all("headline"), form.all("lead"), form.all("until"))
        guard [headlines.count, leads.count, ends.count].allSatisfy({ $0 == stories.count }) else { return nil }
        for (place, story) in stories.enumerated() {
            guard let story, let end = Self.end(ends[place], zone) else { return nil }
            arrangement.cards.append(
                FrontCard(story, headline: headlines[place], lead: leads[place], until: end.time)
            )
        }
        if !form["cap"].isEmpty {
            guard let cap = Int(form["cap"]) else { return nil }
            arrangement.cap = cap
        }
        self.shown = shown
        query = form["q"]
        guard press(form["act"]) else { return nil }
    }

    /// What the page shows after somebody else was faster: what both made of it, or what the member has.
    func after(_ present: FrontVersion, _ merged: FrontArrangement?) -> FrontForm {
        var form = self
        form.shown = present.number
        if let merged { form.arrangement = merged }
        return form
    }

    /// Does what a button asks of the list, or notes what it asks of the desk; false where there is no such button.
    private mutating func press(_ button: String) -> Bool {
        let parts = button.split(separator: ":", maxSplits: 1).map(String.init)
        let number = parts.count > 1 ? StoryNumber(parts[1]) : nil
        let place = arrangement.cards.firstIndex { $0.story == number }
        switch (parts.first ?? "save", number, place) {
        case ("save", nil, _): break
        case ("launch", nil, _): act = .launch
        case ("discard", nil, _): act = .discard
        case ("restore", let number?, _): act = .restore(Int(number.rawValue))
        case ("up", _?, let place?): arrangement.cards.swapAt(place, max(0, place - 1))
        case ("down", _?, let place?):
            arrangement.cards.swapAt(place, min(arrangement.cards.count - 1, place + 1))
        case ("remove", _?, let place?): arrangement.cards.remove(at: place)
        case ("add", _?, _?): break
        case ("add", let story?, nil): arrangement.cards.insert(FrontCard(story), at: 0)
        case ("up", _?, nil), ("down", _?, nil), ("remove", _?, nil): break
        default: return false
        }
        return true
    }

    /// The end of a card as a field of day and time sends it; nothing where it is empty, nil where it is none.
    private static func end(_ text: String, _ zone: Zone) -> (time: Timestamp?, Void)? {
        if text.isEmpty { return (nil, ()) }
        let parts = text.split(separator: "T", maxSplits: 1).map(String.init)
        guard parts.count == 2, let day = CivilDay(parts[0]),
            let time = zone.time(on: day, clock: String(parts[1].prefix(5)))
        else { return nil }
        return (time, ())
    }
}
