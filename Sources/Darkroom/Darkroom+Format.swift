extension Darkroom {
    /// What renditions are written as; the raw value is the ending of their files.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        /// Progressive, for every browser.
        case jpeg = "jpg"
        /// Smaller, for browsers that accept it.
        case webp

        /// The media type to serve it under.
        public var mediaType: String {
            switch self {
            case .jpeg: "image/jpeg"
            case .webp: "image/webp"
            }
        }
    }
}
