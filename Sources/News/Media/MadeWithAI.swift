extension PictureUse {
    /// That a picture was made by a trained model, or changed by one, as IPTC's digital source types name it
    /// (<http://cv.iptc.org/newscodes/digitalsourcetype/>).
    public enum MadeWithAI: String, Hashable, Sendable, CaseIterable {
        /// Nothing of it was photographed or drawn.
        case made = "trainedAlgorithmicMedia"
        /// Something that was photographed or drawn, with parts that a model made.
        case changed = "compositeWithTrainedAlgorithmicMedia"
    }
}

extension PictureUse.MadeWithAI {
    private static let list = "cv.iptc.org/newscodes/digitalsourcetype/"

    /// Its identity.
    public var uri: String { "http://" + Self.list + rawValue }

    /// What a URI of IPTC's, or the last part of one, means; nil for any other source.
    public init?(sourceType: String) {
        let code = sourceType.split(separator: "/").last.map(String.init) ?? ""
        guard let known = Self(rawValue: code), sourceType == code || sourceType.contains(Self.list) else { return nil }
        self = known
    }
}
