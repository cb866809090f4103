extension Document {
    /// The words between two positions, with a space between blocks; empty where the text has no such positions.
    public func text(from start: Int, to end: Int) -> String {
        (try? DocumentSlice(of: root, from: start, to: end))?.text ?? ""
    }

    /// Where words stand that somebody marked: the first place inside one block that has exactly these.
    /// - Returns: Their positions; nil where no block has them, or they are none.
    public func find(_ words: String) -> Range<Int>? {
        words.isEmpty ? nil : root.find(words, start: 0)
    }
}

extension DocumentNode {
    /// - Parameter start: Where the content of this node begins.
    fileprivate func find(_ words: String, start: Int) -> Range<Int>? {
        var position = start
        if let range = textRange(of: words) { return (start + range.lowerBound)..<(start + range.upperBound) }
        for child in children {
            if let found = child.find(words, start: position + 1) { return found }
            position += child.size
        }
        return nil
    }

    /// Where the node's own text has the words, in code units; a line break counts as one that no words have.
    private func textRange(of words: String) -> Range<Int>? {
        guard children.contains(where: \.isText) else { return nil }
        let text = children.map { $0.text ?? "\u{FFFC}" }.joined()
        guard let range = text.firstRange(of: words) else { return nil }
        let start = text.utf16.distance(from: text.startIndex, to: range.lowerBound)
        return start..<(start + words.utf16.count)
    }
}
