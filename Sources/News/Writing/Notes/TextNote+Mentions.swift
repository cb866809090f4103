extension TextNote {
    /// The members whom a text names by an `@`, as `@Dewi Anggraini`, or `@Dewi` where only one is called so.
    ///
    /// The longest name counts that stands there. An `@` inside of a word, as in a mail address, names nobody.
    /// - Parameters:
    ///   - text: What is said.
    ///   - members: Those who may be named.
    ///   - chosen: Whom the writer means among members of one name; without it all of that name are meant.
    /// - Returns: Each once, in the order of the text.
    public static func mentioned(
        in text: String,
        of members: [Member],
        chosen: Set<MemberNumber> = []
    ) -> [MemberNumber] {
        let characters = Array(text.lowercased())
        let names = members.map { (number: $0.number, parts: $0.name.lowercased().split(separator: " ")) }
        var mentioned: [MemberNumber] = []
        for index in characters.indices where characters[index] == "@" {
            if index > 0, characters[index - 1].isOfWord { continue }
            let rest = characters[(index + 1)...]
            for number in named(at: rest, names, chosen) where !mentioned.contains(number) { mentioned.append(number) }
        }
        return Array(mentioned.prefix(mostMentioned))
    }

    private static func named(
        at text: ArraySlice<Character>,
        _ names: [(number: MemberNumber, parts: [Substring])],
        _ chosen: Set<MemberNumber>
    ) -> [MemberNumber] {
        var longest = 0
        var found: [(number: MemberNumber, isWhole: Bool)] = []
        for (number, parts) in names {
            for count in stride(from: parts.count, to: 0, by: -1) {
                let name = parts.prefix(count).joined(separator: " ")
                guard name.count >= longest, text.starts(with: name), text.dropFirst(name.count).first?.isOfWord != true
                else { continue }
                if name.count > longest { found = [] }
                longest = name.count
                found.append((number, count == parts.count))
                break
            }
        }
        let whole = found.filter(\.isWhole)
        let meant = (whole.isEmpty ? found : whole).map(\.number)
        let picked = meant.filter(chosen.contains)
        if !picked.isEmpty { return picked }
        return whole.isEmpty && meant.count > 1 ? [] : meant
    }
}

extension Character {
    fileprivate var isOfWord: Bool { isLetter || isNumber }
}
