/// One change of a document: ProseMirror's steps (prosemirror-transform), except those that mark nodes or change the
/// document's own attributes, for which the schema has no use.
public enum Step: Hashable, Sendable {
    /// A slice in place of a range. A *structure* step refuses to take text away.
    case replace(Replace)
    /// The same around a gap whose content is kept, as when a paragraph becomes an item of a list.
    case replaceAround(ReplaceAround)
    case addMark(Marking)
    case removeMark(Marking)
    /// Another value of one attribute of the node at a position.
    case setAttribute(SetAttribute)

    public struct Replace: Hashable, Sendable {
        let from: Int
        let to: Int
        let slice: DocumentSlice
        let isStructure: Bool
    }

    public struct ReplaceAround: Hashable, Sendable {
        let from: Int
        let to: Int
        let gapFrom: Int
        let gapTo: Int
        let slice: DocumentSlice
        /// Where in the slice the gap's content comes.
        let insert: Int
        let isStructure: Bool
    }

    public struct Marking: Hashable, Sendable {
        let from: Int
        let to: Int
        let mark: Mark
    }

    public struct SetAttribute: Hashable, Sendable {
        let position: Int
        let name: String
        let value: JSONValue
    }

    /// How many may be carried out together.
    public static let most = 500

    /// The words that it brings into the document.
    public var text: String {
        switch self {
        case .replace(let step): step.slice.text
        case .replaceAround(let step): step.slice.text
        case .addMark, .removeMark, .setAttribute: ""
        }
    }
}
