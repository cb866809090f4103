public import News
internal import Storage

/// How many sections the newspaper lets wires make, and where copy of any other goes.
public struct SectionLimit: Sendable {
    /// Sections, with those that the desk knows already.
    public let most: Int
    /// Takes the copy of a section that is one too many.
    public let otherwise: Section

    public static let usual = Masthead.mostKnown

    public init(most: Int = usual, otherwise: Section) {
        self.most = most
        self.otherwise = otherwise
    }
}

extension Desk {
    /// Keeps wires from making sections without end: past the limit, copy of a section that the newspaper does not have
    /// goes to another, and what the wire called its section becomes its first tag.
    ///
    /// - Returns: The items, in order, and the sections that were not made, by the keys of their names.
    public func fitSections(
        _ items: [WireItem],
        to limit: SectionLimit
    ) async throws -> (items: [WireItem], unmade: Set<String>) {
        let known = try await store.read { transaction -> (Set<String>, Int) in
            let named = Set(items.lazy.filter { !$0.isStub }.map(\.copy.section.name.nameKey))
            return (try named.filter { try transaction.hasSection(key: $0) }, try transaction.sectionCount())
        }
        var (keys, count) = known
        var unmade: Set<String> = []
        let fitted = items.map { item in
            // The words of a kill or a hold without a text count for nothing.
            if item.isStub { return item }
            let section = item.copy.section
            let key = section.name.nameKey
            if keys.contains(key) || key == limit.otherwise.name.nameKey { return item }
            guard count >= limit.most else {
                count += 1
                keys.insert(key)
                return item
            }
            unmade.insert(key)
            var item = item
            item.copy.section = limit.otherwise
            item.namesSection = false
            item.copy.tags.removeAll { $0.name.nameKey == key }
            item.copy.tags.insert(Tag(name: section.name), at: 0)
            return item
        }
        return (fitted, unmade)
    }
}
