extension Step {
    /// Reads a step as ProseMirror writes it.
    /// - Throws: ``DocumentFault`` where it is none of this schema.
    public init(json: JSONValue) throws(DocumentFault) {
        switch json.member("stepType")?.asString {
        case "replace":
            self = .replace(
                Replace(
                    from: try Self.position("from", in: json),
                    to: try Self.position("to", in: json),
                    slice: try DocumentSlice(json: json.member("slice")),
                    isStructure: Self.isStructure(json)
                )
            )
        case "replaceAround":
            self = .replaceAround(
                ReplaceAround(
                    from: try Self.position("from", in: json),
                    to: try Self.position("to", in: json),
                    gapFrom: try Self.position("gapFrom", in: json),
                    gapTo: try Self.position("gapTo", in: json),
                    slice: try DocumentSlice(json: json.member("slice")),
                    insert: try Self.position("insert", in: json),
                    isStructure: Self.isStructure(json)
                )
            )
        case "addMark": self = .addMark(try Self.marking(json))
        case "removeMark": self = .removeMark(try Self.marking(json))
        case "attr":
            guard let name = json.member("attr")?.asString, let value = json.member("value") else {
                throw .unreadable("has a step without an attribute")
            }
            self = .setAttribute(
                SetAttribute(position: try Self.position("pos", in: json), name: name, value: value)
            )
        default: throw .unreadable("has an unknown kind of step")
        }
    }

    private static func marking(_ json: JSONValue) throws(DocumentFault) -> Marking {
        guard let mark = json.member("mark") else { throw .unreadable("has a step without a mark") }
        return Marking(
            from: try position("from", in: json),
            to: try position("to", in: json),
            mark: try Mark(json: mark)
        )
    }

    private static func position(_ name: String, in json: JSONValue) throws(DocumentFault) -> Int {
        // No document comes near this, and sums of such numbers do not overflow.
        guard let position = json.member(name)?.asInteger, (0...1 << 32).contains(position) else {
            throw .unreadable("has a step whose \(name) is no position")
        }
        return position
    }

    private static func isStructure(_ json: JSONValue) -> Bool { json.member("structure") == .bool(true) }

    /// The step as ProseMirror reads it.
    public var json: JSONValue {
        switch self {
        case .replace(let step):
            .members([
                "stepType": "replace", "from": .integer(step.from), "to": .integer(step.to), "slice": step.slice.json,
                "structure": step.isStructure ? .bool(true) : nil,
            ])
        case .replaceAround(let step):
            .members([
                "stepType": "replaceAround", "from": .integer(step.from), "to": .integer(step.to),
                "gapFrom": .integer(step.gapFrom), "gapTo": .integer(step.gapTo), "insert": .integer(step.insert),
                "slice": step.slice.json, "structure": step.isStructure ? .bool(true) : nil,
            ])
        case .addMark(let step): step.json("addMark")
        case .removeMark(let step): step.json("removeMark")
        case .setAttribute(let step):
            .members([
                "stepType": "attr", "pos": .integer(step.position), "attr": .string(step.name), "value": step.value,
            ])
        }
    }
}

extension Step.Marking {
    fileprivate func json(_ type: String) -> JSONValue {
        .members(["stepType": .string(type), "mark": mark.json, "from": .integer(from), "to": .integer(to)])
    }
}
