/// One item of outside copy, understood but not yet ours: what `Wire` reads and `Editorial` takes.
public struct WireItem: Hashable, Sendable {
    /// What the sender says may be done with it (ninjs `pubStatus`).
    public enum Status: String, Hashable, Sendable {
        case usable, withheld, canceled
    }

    /// A picture as the wire sends it: caption and credit, and the names of files beside the copy.
    public struct WirePicture: Hashable, Sendable {
        public var use: PictureUse
        /// Renditions' `href`s, best first; empty if there is none.
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
    /// Whether the sender said when this version was made; otherwise `version` is a substitute.
    public var isDated: Bool
    /// The sender's own number of the version (ninjs `version`), which orders versions of the same instant; empty if
    /// there is none.
    public var edition: String
    /// Whether it is a kill or a hold without a text; its `copy` is then ignored.
    public var isStub: Bool
    public var firstPublished: Timestamp
    public var contentCreated: Timestamp?
    public var embargoedUntil: Timestamp?
    /// The copy, its pictures still empty.
    public var copy: Copy
    /// False if the wire named no section, so that the copy has the importer's.
    public var namesSection: Bool
    /// False if the wire named no language, so that the copy has the newspaper's.
    public var namesLanguage: Bool
    /// False if nothing told a zone, so that the copy has the newspaper's.
    public var namesZone: Bool
    public var pictures: [WirePicture]
    /// Former addresses of the story: paths that begin with `/`.
    public var formerPaths: [String]
    /// What the sender says of who paid for it; nil where it says nothing.
    public var paid: PaidContent?
    /// The number that our own export gave it, to be kept if it is free.
    public var number: StoryNumber?
    /// Why it was withdrawn, for a canceled item.
    public var withdrawalReason: String
    /// The record in our own export; read only when an operator restores.
    public var record: StoryRecord?
    /// The section record in our own export; such an item is not copy, and is read only when an operator restores.
    public var sectionRecord: SectionRecord?
    /// What was left out of it, each as the end of a sentence that begins with the item: "has too many tags: …".
    public var remarks: [String]
    /// Its fingerprint, if it was computed in advance (`signed`).
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
        namesLanguage = true
        namesZone = true
        pictures = []
        formerPaths = []
        withdrawalReason = ""
        remarks = []
    }
}
