// Where a story's pictures stand.
//
// The text names a picture by its number, its index among the story's pictures, and people write in the text while others
// change its pictures. So no number is ever given to another picture: one that goes leaves its place vacant.

extension Copy {
    /// The number of the picture above the text; nil where there is none.
    public var heroIndex: Int? {
        if let chosen = pictures.firstIndex(where: { $0.placement == .hero }) { return chosen }
        return pictures.first?.placement == .usual ? 0 : nil
    }

    /// The picture above the text.
    public var hero: PictureUse? { heroIndex.map { pictures[$0] } }

    /// The numbers of the pictures below the text: those that stand neither above it nor in it.
    public var picturesBelow: [Int] {
        let (inside, hero) = (body.pictures, heroIndex)
        return pictures.indices.filter { index in
            index != hero && !inside.contains(index) && pictures[index].isBelowUnlessInText
        }
    }

    /// Puts a picture above the text, in place of the one that is there; that one is then shown where the text has it.
    /// - Parameter index: The picture's number; nil for none.
    public mutating func setHero(_ index: Int?) {
        guard index != heroIndex else { return }
        if let old = heroIndex { pictures[old].placement = .text }
        if let index, pictures.indices.contains(index) { pictures[index].placement = .hero }
        // Else the first would take its place.
        if pictures.first?.placement == .usual, heroIndex == 0, index != 0 { pictures[0].placement = .below }
    }

    /// The copy as readers get it: pictures that it shows nowhere are gone from it, and their places vacant.
    var withoutUnusedPictures: Copy {
        var copy = self
        let shown = body.pictures.union(picturesBelow).union(heroIndex.map { [$0] } ?? [])
        for index in pictures.indices where !shown.contains(index) { copy.pictures[index] = .vacant }
        return copy
    }
}

extension PictureUse {
    /// Whether it stands below the text where neither the text nor its head has it.
    public var isBelowUnlessInText: Bool { (placement == .usual || placement == .below) && !isVacant }
}

extension Body {
    /// The numbers of the pictures that the text has, also within quotes and lists.
    public var pictures: Set<Int> { Set(blocks.flatMap(\.pictures)) }
}

extension Block {
    fileprivate var pictures: [Int] {
        switch self {
        case .picture(let index): [index]
        case .quote(let inner): inner.flatMap(\.pictures)
        case .list(_, _, let items): items.flatMap { $0.flatMap(\.pictures) }
        default: []
        }
    }
}
