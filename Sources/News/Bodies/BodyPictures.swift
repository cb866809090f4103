/// The pictures of a story, which the body parser looks up and reports on.
public protocol BodyPictures {
    /// The index of the picture with this address in an `img`.
    func index(of source: String) -> Int?

    /// Takes the caption of one of the story's pictures; false if it should stay in the text.
    mutating func take(caption: String, under index: Int) -> Bool

    /// Is told of a picture, a video or a frame that can be neither shown nor linked to.
    mutating func miss(_ address: String)
}

/// Pictures that are only looked up; their captions stay in the text.
struct FoundPictures: BodyPictures {
    let find: (String) -> Int?

    func index(of source: String) -> Int? { find(source) }
    func take(caption: String, under index: Int) -> Bool { false }
    func miss(_ address: String) {}
}
