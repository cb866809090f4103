/// A short sign of what a copy says, by which the same is known again: FNV-1a of 64 bits over its parts.
///
/// It tells copies of one item apart, which come from one sender; nobody gains by making two alike.
struct Fingerprint {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { for byte in $0 { add(byte) } }
        // No part can be taken for the end of the one before.
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
    /// The fingerprint of what it says: words, times and embargo; not what may be done with it, and not its pictures'
    /// files, which may come later.
    ///
    /// Made anew each time it is asked for, unless it was `signed`.
    public var fingerprint: Int64 {
        if let signature { return signature }
        var parts = Fingerprint()
        parts.add(copy, namesSection: namesSection)
        for time in [firstPublished, contentCreated, embargoedUntil] { parts.add(time?.milliseconds) }
        for path in formerPaths { parts.add(path) }
        return Int64(bitPattern: parts.value)
    }

    /// The item with its fingerprint made, for whoever will ask for it while others wait.
    public func signed() -> WireItem {
        var item = self
        item.signature = fingerprint
        return item
    }

    /// The fingerprint by which a kill or a hold is known again.
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
    fileprivate mutating func add(_ copy: Copy, namesSection: Bool) {
        for field in Copy.fields {
            switch field.kind {
            case .text(let text): add(copy[keyPath: text])
            case .integer(let number): add(copy[keyPath: number].map(Int64.init))
            case .zone(let zone): add(copy[keyPath: zone].identifier)
            }
        }
        add(copy.body.html)
        add(namesSection ? copy.section.name : "")
        for byline in copy.bylines {
            add(byline.role.rawValue)
            add(byline.person.name)
        }
        for tag in copy.tags { add(tag.name) }
        for use in copy.pictures {
            for text in [use.uri, use.caption, use.credit, use.alternativeText] { add(text) }
        }
    }
}
