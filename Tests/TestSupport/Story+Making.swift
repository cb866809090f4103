public import News

// Stories as tests need them, whatever no verb would make of them.

extension Story {
    /// A story in a state: with a published text in all but the first.
    public init(number: StoryNumber, uri: String, copy: Copy, state: PublicState, firstPublished: Timestamp) {
        var life = Life(state: state, decidedBy: .desk, firstPublished: firstPublished)
        if state == .live { (life.firstPublic, life.textWasPublic) = (firstPublished, true) }
        if state == .held { life.firstPublic = firstPublished }
        if state == .withdrawn { life.withdrawal = Withdrawal(at: firstPublished, reason: "Sumber keliru.") }
        if state != .never { life.publishedVersion = 1 }
        let base = WorkingCopy.Base(save: 0, published: 0)
        let draft = WorkingCopy(copy, base: base, writer: "citra", savedAt: firstPublished)
        let text = state == .never ? Text.unpublished(draft) : .published(copy, working: nil)
        self.init(number: number, uri: uri, version: 1, life: life, text: text)
    }

    /// The story under another number.
    public func numbered(_ number: StoryNumber) -> Story {
        Story(number: number, uri: uri, version: version, life: life, text: text)
    }

    private func with(_ life: Life, _ text: Text) -> Story {
        Story(number: number, uri: uri, version: version, life: life, text: text)
    }

    private func with(_ change: (inout Life) -> Void) -> Story {
        var life = life
        change(&life)
        return with(life, text)
    }

    /// The text by which the desk knows the story, to be changed as no verb would.
    public var words: Copy {
        get { copy }
        set {
            switch text {
            case .unpublished(let old):
                let draft = WorkingCopy(
                    newValue,
                    stage: old.stage,
                    base: old.base,
                    writer: old.writer,
                    savedAt: old.savedAt
                )
                self = with(life, .unpublished(draft))
            case .published(_, let working): self = with(life, .published(newValue, working: working))
            }
        }
    }

    public var firstPublished: Timestamp {
        get { life.firstPublished }
        set { self = with { $0.firstPublished = newValue } }
    }

    public var updated: Timestamp {
        get { life.updated }
        set { self = with { $0.updated = newValue } }
    }

    public var contentCreated: Timestamp? {
        get { life.contentCreated }
        set { self = with { $0.contentCreated = newValue } }
    }

    public var embargoedUntil: Timestamp? {
        get { life.embargoedUntil }
        set { self = with { $0.embargoedUntil = newValue } }
    }

    public var formerPaths: [String] {
        get { life.formerPaths }
        set { self = with { $0.formerPaths = newValue } }
    }

    public var wire: WireStamp? {
        get { life.wire }
        set { self = with { $0.wire = newValue } }
    }

    public var firstPublic: Timestamp? {
        get { life.firstPublic }
        set { self = with { $0.firstPublic = newValue } }
    }

    public var state: PublicState {
        get { life.state }
        set { self = with { $0.state = newValue } }
    }

    public var paid: PaidContent? {
        get { life.paid }
        set { self = with { $0.paid = newValue } }
    }

    public var withdrawal: Withdrawal? {
        get { life.withdrawal }
        set { self = with { $0.withdrawal = newValue } }
    }
}

extension PublishedStory {
    /// What readers may be told of a story.
    public init(_ story: Story) {
        self.init(number: story.number, uri: story.uri, life: story.life, copy: story.copy)
    }

    /// A live story of the cast, a minute newer for each number.
    public static func sample(_ index: Int64) -> PublishedStory { PublishedStory(Story.sample(index)) }
}
