/// A story's text as the editor in the browser holds it: a tree in which every place has a number.
///
/// It is the document of ProseMirror (prosemirror-model), with the same JSON and the same positions: a character is one
/// UTF-16 code unit, and the beginning and the end of every other node are one position each. A ``Body`` is in normal
/// form; a document is as it was typed, with spaces at line ends and empty paragraphs, since steps count them.
public struct Document: Hashable, Sendable {
    /// The number of the schema: a client with another one may not send steps.
    public static let schema = 1

    let root: DocumentNode

    init(root: DocumentNode) {
        self.root = root
    }

    /// How many positions it has: steps may name 0 to this.
    public var size: Int { root.contentSize }

    /// Carries out steps, one after the other, with ProseMirror's rules.
    ///
    /// Takes time in proportion to the document, as the result is checked as a whole.
    /// - Throws: ``DocumentFault`` where one does not fit, or the result is not allowed; then none of them is carried out.
    public func applying(_ steps: some Sequence<Step>) throws(DocumentFault) -> Document {
        var root = root
        for step in steps {
            root = try step.apply(to: root)
            // Or steps that come together could nest deeper than the stack of a thread.
            guard root.height <= Self.nesting else { throw .notAllowed("is nested too deep") }
        }
        try root.check()
        return Document(root: root)
    }

    /// Carries out one step.
    public func applying(_ step: Step) throws(DocumentFault) -> Document {
        try applying(CollectionOfOne(step))
    }
}
