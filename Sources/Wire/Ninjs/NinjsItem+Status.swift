import News

extension NinjsItem {
    /// What the sender says may be done with the item.
    ///
    /// A kill must not be missed because of its spelling. Name and value are read in any letter case and script,
    /// without invisible characters, as a plain word, an IPTC code (`stat:canceled`) or its full address, alone, in a
    /// list or in an object. If there are several statuses, the strictest counts.
    func status() throws(WireItemFault) -> WireItem.Status {
        let values = json.members.filter { Self.namesStatus($0.key) && $0.value != .null }.map(\.value)
        if values.isEmpty { return .usable }
        let said = Set(values.flatMap { Self.texts(in: $0) }.compactMap { status($0) })
        for status in [WireItem.Status.canceled, .withheld, .usable] where said.contains(status) { return status }
        throw WireItemFault("has a pubStatus that is none of usable, withheld, canceled")
    }

    private static func namesStatus(_ key: String) -> Bool {
        key == "pubStatus"
            || ((9...40).contains(key.utf8.count)
                && key.folded.utf8.filter { $0 != 0x20 }.elementsEqual("pubstatus".utf8))
    }

    /// All strings in a value, at any depth.
    private static func texts(in value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .array(let values): values.flatMap { texts(in: $0) }
        case .object(let members): members.flatMap { texts(in: $0.value) }
        case .null, .bool, .number: []
        }
    }

    /// The status that a word names: the last part of a code or an address.
    private func status(_ text: String) -> WireItem.Status? {
        guard text.utf8.count <= 200 else { return nil }
        let parts = text.split { ":/#".contains($0) }.map { String($0).folded }
        switch parts.last(where: { !$0.isEmpty }) {
        case "canceled", "cancelled": return .canceled
        case "withheld": return .withheld
        case "usable": return .usable
        // AP's term: such copy waits until its time or, if it has none, until the sender releases it.
        case "embargoed": return (try? dates().embargo) == nil ? .withheld : .usable
        default: return nil
        }
    }
}
