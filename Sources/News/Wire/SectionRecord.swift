/// What the desk decided about a section, and the names by which it is known.
///
/// Our own export writes these records before the stories, and a restoration trusts them. Without them, a restored
/// newspaper would make a new section for copy that a wire sends under a former name.
public struct SectionRecord: Hashable, Sendable {
    public let section: Section
    /// The key of the name under which it first came (`nameKey`).
    public let key: String
    /// The keys of all names that the desk has given it, ascending; empty if it was never renamed.
    public let deskNames: [String]
    /// Its place in the navigation, from 1; nil if the desk has given it none.
    public let place: Int?

    public init(section: Section, key: String, deskNames: [String] = [], place: Int? = nil) {
        self.section = section
        self.key = key
        self.deskNames = deskNames
        self.place = place
    }
}
