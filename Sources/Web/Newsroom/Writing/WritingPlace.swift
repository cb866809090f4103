import News

/// Where, below a story's address, the script of its page asks and sends.
enum WritingPlace: Hashable {
    /// The text as it is written now, with all that a page needs to write in it.
    case text
    case batches
    case carets
    /// Words that had no place left.
    case rescued
    case dismissal(Int64)
    /// One field beside the body.
    case fields
    /// A version that is meant to be kept.
    case version
    case events
    /// What members say to one another about the text.
    case notes
    /// The answers to a note.
    case replies(Int64)
    /// Whether a note is resolved.
    case resolution(Int64)

    var path: String {
        switch self {
        case .text: "text"
        case .batches: "text/batches"
        case .carets: "text/carets"
        case .rescued: "text/rescued"
        case .dismissal(let id): "text/rescued/\(id)/dismissal"
        case .fields: "fields"
        case .version: "version"
        case .events: "events"
        case .notes: "notes"
        case .replies(let id): "notes/\(id)/replies"
        case .resolution(let id): "notes/\(id)/resolution"
        }
    }

    /// The place of a path's last parts; nil where there is none of that form.
    init?(path parts: some Collection<String>) {
        let parts = Array(parts)
        switch (parts.first, parts.count) {
        case ("text", 1): self = .text
        case ("text", 2) where parts[1] == "batches": self = .batches
        case ("text", 2) where parts[1] == "carets": self = .carets
        case ("text", 2) where parts[1] == "rescued": self = .rescued
        case ("text", 4) where parts[1] == "rescued" && parts[3] == "dismissal":
            guard let id = Digits.number(parts[2].utf8), id > 0 else { return nil }
            self = .dismissal(Int64(id))
        case ("fields", 1): self = .fields
        case ("version", 1): self = .version
        case ("events", 1): self = .events
        case ("notes", 1): self = .notes
        case ("notes", 3):
            guard let id = Digits.number(parts[1].utf8), id > 0 else { return nil }
            switch parts[2] {
            case "replies": self = .replies(Int64(id))
            case "resolution": self = .resolution(Int64(id))
            default: return nil
            }
        default: return nil
        }
    }
}

extension WritingPlace {
    /// Whether the plain page sends forms there as well.
    var takesForms: Bool {
        switch self {
        case .notes, .replies, .resolution: true
        default: false
        }
    }
}
