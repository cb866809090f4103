/// The pictures of a story, as they are found, and told of, while its body is read.
public protocol BodyPictures {
    /// The index of the picture that an `img` names by its address.
    func index(of source: String) -> Int?

    /// Takes the words that stand under a picture of the story; false where they are to stay in the text.
    mutating func take(caption: String, under index: Int) -> Bool

    /// Hears of a picture, a film or a frame that can be neither shown nor linked to.
    mutating func miss(_ address: String)
}

/// Pictures that are only found: words under them stay in the text.
struct FoundPictures: BodyPictures {
    let find: (String) -> Int?

    func index(of source: String) -> Int? { find(source) }
    func take(caption: String, under index: Int) -> Bool { false }
    func miss(_ address: String) {}
}
