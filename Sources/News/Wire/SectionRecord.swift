/// What the desk decided about a section, and by which names it is known: what our own export writes before the
/// stories, and a restoration believes.
///
/// Without it a restored newspaper would make a new section of what a wire sends under a former name.
public struct SectionRecord: Hashable, Sendable {
    public let section: Section
    /// The key of the name under which it first came (`nameKey`).
    public let key: String
    /// The keys of all names that the desk has given it, ascending; empty where it was never renamed.
    public let deskNames: [String]
    /// Its place in the navigation, from 1; nil where the desk has given it none.
    public let place: Int?

    public init(section: Section, key: String, deskNames: [String] = [], place: Int? = nil) {
        self.section = section
        self.key = key
        self.deskNames = deskNames
        self.place = place
    }
}
