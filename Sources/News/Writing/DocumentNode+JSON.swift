extension DocumentNode.Kind {
    /// The name that it has in JSON.
    var name: String {
        switch self {
        case .doc: "doc"
        case .paragraph: "paragraph"
        case .heading: "heading"
        case .blockquote: "blockquote"
        case .pullQuote: "pullQuote"
        case .bulletList: "bulletList"
        case .orderedList: "orderedList"
        case .listItem: "listItem"
        case .captionedTable: "captionedTable"
        case .tableCaption: "tableCaption"
        case .table: "table"
        case .tableRow: "tableRow"
        case .tableCell: "tableCell"
        case .tableHeader: "tableHeader"
        case .preformatted: "preformatted"
        case .horizontalRule: "horizontalRule"
        case .picture: "picture"
        case .embed: "embed"
        case .related: "related"
        case .text: "text"
        case .hardBreak: "hardBreak"
        }
    }

    /// Its attributes, all of them, as ProseMirror writes them; nil where it has none.
    var attributes: JSONValue? {
        switch self {
        case .heading(let level): .members(["level": .integer(level)])
        case .orderedList(let start): .members(["start": .integer(start)])
        case .tableCell(let span), .tableHeader(let span):
            .members(["colspan": .integer(span.columns), "rowspan": .integer(span.rows), "colwidth": .null])
        case .picture(let index): .members(["index": .integer(index)])
        case .embed(let url): .members(["url": .string(url)])
        case .related(let story): .members(["story": .integer(story.rawValue)])
        default: nil
        }
    }

    /// - Parameter json: A node, of which the type and the attributes are read.
    init(json: JSONValue) throws(DocumentFault) {
        let attributes = try DocumentAttributes(of: json)
        self = try Self.read(attributes, json)
    }

    private static func read(
        _ attributes: DocumentAttributes,
        _ json: JSONValue
    ) throws(DocumentFault) -> DocumentNode.Kind {
        switch attributes.type {
        case "heading":
            try attributes.allow(["level"])
            return .heading(level: try attributes.integer("level", 2...3, usual: 2))
        case "orderedList":
            try attributes.allow(["start"])
            return .orderedList(start: try attributes.integer("start", Self.starts, usual: 1))
        case "tableCell": return .tableCell(try span(attributes))
        case "tableHeader": return .tableHeader(try span(attributes))
        case "picture":
            try attributes.allow(["index"])
            return .picture(index: try attributes.integer("index", 0...(Body.mostPictures - 1), usual: nil))
        case "embed":
            try attributes.allow(["url"])
            guard let url = attributes["url"]?.asString, LinkTarget.web(url) != nil else {
                throw .notAllowed("has an embed without an address")
            }
            return .embed(url: url)
        case "related":
            try attributes.allow(["story"])
            let number = try attributes.integer("story", 1...Self.greatestStory, usual: nil)
            return .related(StoryNumber(rawValue: Int64(number)))
        case "text":
            try attributes.allow([])
            guard let text = json.member("text")?.asString, !text.isEmpty else {
                throw .unreadable("has a text without a character")
            }
            return .text(text)
        case let name:
            try attributes.allow([])
            guard let kind = plain.first(where: { $0.name == name }) else {
                throw .unreadable("has an unknown node")
            }
            return kind
        }
    }

    /// The greatest number that a browser's script tells from the next.
    private static let greatestStory = 1 << 53 - 1

    /// The numbers that a list may begin with, as in a body.
    private static let starts = -999_999_999...999_999_999

    /// Those without attributes.
    private static let plain: [DocumentNode.Kind] = [
        .paragraph, .hardBreak, .listItem, .bulletList, .blockquote, .pullQuote, .doc, .tableRow, .table,
        .captionedTable,
        .tableCaption, .preformatted, .horizontalRule,
    ]

    private static func span(_ attributes: DocumentAttributes) throws(DocumentFault) -> DocumentNode.Span {
        try attributes.allow(["colspan", "rowspan", "colwidth"])
        guard [nil, .null].contains(attributes["colwidth"]) else {
            throw .notAllowed("has a cell with a width of its own")
        }
        return DocumentNode.Span(
            columns: try attributes.integer("colspan", 1...100, usual: 1),
            rows: try attributes.integer("rowspan", 1...100, usual: 1)
        )
    }

    /// The same kind of node with another value of one attribute.
    func with(_ attribute: String, _ value: JSONValue) throws(DocumentFault) -> DocumentNode.Kind {
        guard let attributes, attributes.member(attribute) != nil, case .object(let members) = attributes else {
            throw .doesNotFit("sets an attribute that a \(name) does not have")
        }
        let changed = members.map { $0.key == attribute ? JSONValue.Member(key: attribute, value: value) : $0 }
        return try DocumentNode.Kind(json: .members(["type": .string(name), "attrs": .object(changed)]))
    }
}

extension DocumentNode {
    init(json: JSONValue) throws(DocumentFault) {
        let kind = try Kind(json: json)
        let marks = try [Mark](json: json.member("marks"))
        let children = try [DocumentNode](json: json.member("content"))
        self.init(kind, children, marks: marks)
        if isLeaf, !children.isEmpty { throw .unreadable("has a \(kind.name) with content") }
        if !isInline, !marks.isEmpty { throw .notAllowed("has marks on a \(kind.name)") }
    }

    var json: JSONValue {
        .members([
            "type": .string(kind.name),
            "attrs": kind.attributes,
            "content": children.isEmpty ? nil : .array(children.map(\.json)),
            "marks": marks.isEmpty ? nil : .array(marks.map(\.json)),
            "text": text.map { .string($0) },
        ])
    }
}

extension [DocumentNode] {
    /// Reads a list of nodes; adjacent texts with the same marks become one, as positions do not tell them apart.
    init(json: JSONValue?) throws(DocumentFault) {
        self = []
        guard let json, json != .null else { return }
        guard let values = json.asArray else { throw .unreadable("has content that is no list") }
        var run: (text: String, marks: [Mark])?
        for value in values {
            let node = try DocumentNode(json: value)
            if let text = node.text, run?.marks == node.marks {
                run?.text += text
                continue
            }
            if let run { append(.text(run.text, run.marks)) }
            run = node.text.map { ($0, node.marks) }
            if run == nil { append(node) }
        }
        if let run { append(.text(run.text, run.marks)) }
    }
}

extension Document {
    /// How deep arrays and objects are nested at most in the JSON of a document or a step: each node takes two levels.
    public static let nesting = 128

    /// Reads a document as ProseMirror writes it.
    /// - Throws: ``DocumentFault`` where it is none of this schema.
    public init(json: JSONValue) throws(DocumentFault) {
        let root = try DocumentNode(json: json)
        try root.check()
        self.init(root: root)
    }

    /// The document as ProseMirror reads it.
    public var json: JSONValue { root.json }
}
