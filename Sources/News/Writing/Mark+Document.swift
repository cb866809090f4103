// Marks as a document has them: a set on each text, in the schema's order.

extension Mark {
    /// The mark's place in the schema: of two marks on one text, the lower one is the outer one.
    var rank: Int {
        switch self {
        case .link: 0
        case .strong: 1
        case .emphasis: 2
        case .strike: 3
        case .code: 4
        case .subscript: 5
        case .superscript: 6
        case .mark: 7
        }
    }

    /// The name that it has in JSON.
    private var name: String {
        switch self {
        case .link: "link"
        case .strong: "bold"
        case .emphasis: "italic"
        case .strike: "strike"
        case .code: "code"
        case .subscript: "subscript"
        case .superscript: "superscript"
        case .mark: "highlight"
        }
    }

    /// - Throws: `unreadable` where there is no such mark; `notAllowed` where a link leads where no body may link to.
    init(json: JSONValue) throws(DocumentFault) {
        let attributes = try DocumentAttributes(of: json)
        if attributes.type == "link" {
            try attributes.allow(["href"])
            guard let href = attributes["href"]?.asString, LinkTarget.clean(href) != nil else {
                throw .notAllowed("has a link that leads nowhere")
            }
            self = .link(href)
            return
        }
        try attributes.allow([])
        guard let mark = Self.plain.first(where: { $0.name == attributes.type }) else {
            throw .unreadable("has an unknown mark")
        }
        self = mark
    }

    var json: JSONValue {
        if case .link(let href) = self {
            return .members(["type": "link", "attrs": .members(["href": .string(href)])])
        }
        return .members(["type": .string(name)])
    }
}

extension [Mark] {
    /// The set with one more mark, which takes the place of another of its kind.
    func adding(_ mark: Mark) -> [Mark] {
        if contains(mark) { return self }
        var result = filter { !$0.isSameKind(as: mark) }
        result.insert(mark, at: result.firstIndex { $0.rank > mark.rank } ?? result.count)
        return result
    }

    func removing(_ mark: Mark) -> [Mark] { filter { $0 != mark } }

    /// Reads the marks of a node.
    init(json: JSONValue?) throws(DocumentFault) {
        self = []
        guard let json else { return }
        guard let values = json.asArray else { throw .unreadable("has marks that are no list") }
        for value in values {
            let mark = try Mark(json: value)
            if contains(where: { $0.isSameKind(as: mark) }) { throw .unreadable("has the same mark twice") }
            append(mark)
        }
        sort { $0.rank < $1.rank }
    }
}
