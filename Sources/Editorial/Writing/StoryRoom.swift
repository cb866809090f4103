internal import News
internal import Storage

/// A story that is open in some pages.
struct StoryRoom {
    struct Listener {
        let client: WritingClient
        var member: Member
        /// Of the token of the page's session.
        let digest: String
        let events: AsyncStream<StoryEvent>.Continuation
        var caret: Caret?
    }

    /// Who kept a field, and by which save.
    struct FieldAuthor {
        let field: CopyField
        let save: Int
        let client: WritingClient?
        let writer: Writer
    }

    var listeners: [Int: Listener] = [:]
    /// Pages that have the story open at other nodes of the house.
    var elsewhere: [Elsewhere: ElsewherePage] = [:]
    /// What its pages have been told of it.
    var known: KnownStory?
    /// Who kept the fields that were kept last.
    var authors: [FieldAuthor] = []

    /// Every page once, also one that has just moved from a node to another.
    var here: [Presence] {
        var known: Set<WritingClient> = []
        let own = listeners.sorted { $0.key < $1.key }.map { ($0.value.client, Writer($0.value.member)) }
        let others = elsewhere.values.map { ($0.page.client, $0.page.member) }
        return (own + others.sorted { $0.0.description < $1.0.description })
            .filter { known.insert($0.0).inserted }
            .map { Presence(client: $0.0, member: $0.1) }
    }

    /// Where the carets are, one of each page.
    var carets: [Caret] {
        let own = Set(listeners.values.map(\.client))
        return listeners.values.compactMap(\.caret)
            + elsewhere.values.compactMap(\.page.caret).filter { !own.contains($0.client) }
    }

    /// Nobody listens: how the story stands is not followed.
    mutating func forgetStory() {
        known = nil
        authors = []
    }

    /// Ends the pages whose sessions are over, and tells a page whose member may do something else now.
    mutating func keepOnly(_ members: [String: Member], of digests: Set<String>) {
        for (place, listener) in listeners where digests.contains(listener.digest) {
            guard let member = members[listener.digest] else {
                end(place)
                continue
            }
            guard member != listener.member else { continue }
            listeners[place]?.member = member
            if let outline = known?.outline { listener.events.yield(.story(outline, member)) }
        }
    }
}

extension StoryRoom {
    /// Tells all its pages.
    mutating func tell(_ event: StoryEvent, besides place: Int? = nil) {
        tell(besides: place) { _ in event }
    }

    /// Tells each page its own; one to which too much is said already is ended.
    mutating func tell(besides place: Int? = nil, _ event: (Member) -> StoryEvent) {
        let late = listeners.filter { key, listener in
            guard key != place, case .dropped = listener.events.yield(event(listener.member)) else { return false }
            return true
        }
        for key in late.keys.sorted() { end(key) }
    }

    /// Ends a page that listens, and tells the others.
    mutating func end(_ place: Int) {
        let before = here
        guard let listener = listeners.removeValue(forKey: place) else { return }
        listener.events.finish()
        tellChange(from: before)
    }

    /// Takes in how the story stands now, and tells of what has changed.
    mutating func learn(_ now: KnownStory) {
        let old = known
        known = now
        // Pages that have only just come may have looked before.
        guard let old else {
            tell(.batches(now.newest))
            return tell(.notes)
        }
        if old.newest != now.newest { tell(.batches(now.newest)) }
        // Before what is written under one that is new.
        if old.copy.pictures.map(\.picture) != now.copy.pictures.map(\.picture) { tell(.pictures(now.copy)) }
        for field in now.copy.allFields {
            guard let value = now.copy.value(of: field), value != old.copy.value(of: field) else { continue }
            let saves = old.outline.workingSaves + 1...max(old.outline.workingSaves + 1, now.outline.workingSaves)
            let author = authors.last { $0.field == field && saves.contains($0.save) }
            tell(.field(field, value, by: author?.writer ?? now.writer, author?.client))
        }
        if old.outline.isElsewhere(than: now.outline) { tell { .story(now.outline, $0) } }
        if old.outline.newestNote != now.outline.newestNote { tell(.notes) }
        if old.outline.receipts != now.outline.receipts { tell(.receipts) }
        let (before, after) = (Set(old.rescued.map(\.id)), Set(now.rescued.map(\.id)))
        for text in now.rescued where !before.contains(text.id) { tell(.rescued(text)) }
        for id in before.subtracting(after).sorted() { tell(.dismissed(id)) }
    }
}

extension StoryOutline {
    /// Whether it stands elsewhere, on the desk or before readers, than another.
    fileprivate func isElsewhere(than other: StoryOutline) -> Bool {
        (stage, state, version) != (other.stage, other.state, other.version)
            || (firstPublic, embargoedUntil, sections) != (other.firstPublic, other.embargoedUntil, other.sections)
    }
}
