/// A hash of what a copy says, by which the same copy is recognized: 64-bit FNV-1a over its parts.
///
/// It need not be secure: it only tells apart copies of one item, which come from one sender, and nobody gains by
/// making two alike.
struct Fingerprint {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { for byte in $0 { add(byte) } }
        // A byte that UTF-8 never contains ends each part, so that no two parts run together.
        add(0xFF)
    }

    mutating func add(_ number: Int64?) {
        add(number.map(String.init) ?? "-")
    }

    private mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}

extension WireItem {
    /// The fingerprint of what it says: text, times and embargo.
    ///
    /// The status is left out, and so are picture files, which may come later. It is computed each time, unless the
    /// item was `signed`.
    public var fingerprint: Int64 {
        if let signature { return signature }
        var parts = Fingerprint()
        parts.add(said)
        for time in [firstPublished, contentCreated, embargoedUntil] { parts.add(time?.milliseconds) }
        for path in formerPaths { parts.add(path) }
        // Only where it is said, so that items of before have the fingerprint that they had.
        if let paid {
            parts.add(paid.label.rawValue)
            parts.add(paid.payer)
        }
        return Int64(bitPattern: parts.value)
    }

    /// The copy without what the newspaper filled in: if it changes its mind about that, the item still says the same.
    private var said: Copy {
        var copy = copy
        if !namesSection { copy.section = Section(slug: copy.section.slug, name: "") }
        if !namesLanguage { copy.language = "" }
        if !namesZone { copy.zone = .utc }
        return copy
    }

    /// The item with its fingerprint computed, so that this is not done later while others wait.
    public func signed() -> WireItem {
        var item = self
        item.signature = fingerprint
        return item
    }

    /// The fingerprint by which a repeated kill or hold is recognized.
    var stopFingerprint: Int64 {
        var parts = Fingerprint()
        parts.add(status.rawValue)
        parts.add(isDated ? version.milliseconds : nil)
        parts.add(edition)
        parts.add(withdrawalReason)
        parts.add(isStub ? nil : fingerprint)
        return Int64(bitPattern: parts.value)
    }
}

extension Fingerprint {
    fileprivate mutating func add(_ copy: Copy) {
        for field in Copy.fields {
            switch field.kind {
            case .text(let text): add(copy[keyPath: text])
            case .integer(let number): add(copy[keyPath: number].map(Int64.init))
            case .zone(let zone): add(copy[keyPath: zone].identifier)
            // The desk's choices: a wire makes none, and a copy without them says what it said before they were known.
            case .slug(let slug): if let slug = copy[keyPath: slug] { add(slug.rawValue) }
            case .stories(let stories): for number in copy[keyPath: stories] { add(number.rawValue) }
            }
        }
        add(copy.body.html)
        add(copy.section.name)
        for byline in copy.bylines {
            add(byline.role.rawValue)
            add(byline.person.name)
        }
        for tag in copy.tags { add(tag.name) }
        for use in copy.pictures {
            for text in [use.uri, use.caption, use.credit, use.alternativeText] { add(text) }
            // Only our own exports name another.
            if use.placement != .usual { add(use.placement.rawValue) }
            if let madeWithAI = use.madeWithAI { add(madeWithAI.rawValue) }
        }
    }
}
