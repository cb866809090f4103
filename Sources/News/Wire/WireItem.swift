/// One item of outside copy, understood but not yet ours: what `Wire` reads and `Editorial` takes.
public struct WireItem: Hashable, Sendable {
    /// What the sender says may be done with it (ninjs `pubStatus`).
    public enum Status: String, Hashable, Sendable {
        case usable, withheld, canceled
    }

    /// A picture as the wire sends it: words, and the name of a file beside the copy.
    public struct WirePicture: Hashable, Sendable {
        public var use: PictureUse
        /// Renditions' `href`s, best first; empty where there is none.
        public var files: [String]

        public init(use: PictureUse, files: [String]) {
            self.use = use
            self.files = files
        }
    }

    public var uri: String
    public var status: Status
    /// When this version was made; a newer one replaces an older.
    public var version: Timestamp
    /// Whether the sender said when it was made; else `version` stands in for it.
    public var isDated: Bool
    /// The sender's own number of the version (ninjs `version`), which tells among those of one instant; empty where
    /// there is none.
    public var edition: String
    /// Whether it is a kill or a hold without words of its own, which count for nothing then.
    public var isStub: Bool
    public var firstPublished: Timestamp
    public var contentCreated: Timestamp?
    public var embargoedUntil: Timestamp?
    /// The copy, its pictures still empty.
    public var copy: Copy
    /// False where the wire named no section, and the copy has the importer's.
    public var namesSection: Bool
    public var pictures: [WirePicture]
    /// Addresses under which the story stood before: paths that begin with `/`.
    public var formerPaths: [String]
    /// The number that our own export gave it, to be kept where it is free.
    public var number: StoryNumber?
    /// Why it was withdrawn, for a canceled item.
    public var withdrawalReason: String
    /// What our own export says of it; read only where the operator restores.
    public var record: StoryRecord?
    /// What our own export says of a section; such an item is no copy, and read only where the operator restores.
    public var sectionRecord: SectionRecord?
    /// What of it was left out, each as the end of a sentence that begins with the item: "has too many tags: …".
    public var remarks: [String]
    /// Its fingerprint, once it was made (`signed`).
    var signature: Int64?

    public init(uri: String, status: Status, version: Timestamp, firstPublished: Timestamp, copy: Copy) {
        self.uri = uri
        self.status = status
        self.version = version
        self.firstPublished = firstPublished
        self.copy = copy
        isDated = true
        edition = ""
        isStub = false
        namesSection = false
        pictures = []
        formerPaths = []
        withdrawalReason = ""
        remarks = []
    }
}
