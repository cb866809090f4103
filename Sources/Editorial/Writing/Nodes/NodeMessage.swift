internal import News

/// What the nodes of a house tell one another about the pages that have stories open.
///
/// It is for the moment only: what is lost is told again (`NodeTalk.beat`), and nothing that was written depends on it.
enum NodeMessage: Hashable {
    /// A node has begun to listen: the others tell it what they have.
    case hello
    /// A page listens at this node.
    case page(StoryPage)
    /// It listens there no longer.
    case gone(StoryNumber, WritingClient)
    /// A page that listens elsewhere has told this node where its caret is.
    case moved(StoryNumber, Caret)
}

/// A page that has a story open at some node.
struct StoryPage: Hashable {
    let story: StoryNumber
    let client: WritingClient
    let member: Writer
    let caret: Caret?
}

extension NodeMessage {
    /// Messages as payloads of notifications, as few as hold them.
    /// - Parameters:
    ///   - messages: In the order in which they are to be heard.
    ///   - node: Whose they are.
    ///   - site: The newspaper that they are about.
    ///   - most: Bytes that one payload may have; each message has much fewer.
    static func payloads(_ messages: [NodeMessage], from node: String, site: SiteNumber, most: Int) -> [String] {
        let head = JSONValue.members(["node": .string(node), "site": .integer(site.rawValue)]).written
        let start = head.dropLast() + ",\"says\":["
        var payloads: [String] = []
        var current = ""
        for text in messages.map(\.json.written) {
            if !current.isEmpty, start.utf8.count + current.utf8.count + text.utf8.count + 3 > most {
                payloads.append(start + current + "]}")
                current = ""
            }
            current += (current.isEmpty ? "" : ",") + text
        }
        if !current.isEmpty { payloads.append(start + current + "]}") }
        return payloads
    }

    /// Reads a payload; nil where it is none, as another version of the program may write it.
    ///
    /// Messages of kinds that are not known are passed over.
    static func read(_ payload: String) -> (node: String, site: SiteNumber, messages: [NodeMessage])? {
        guard let json = try? JSONValue(parsing: Array(payload.utf8), deepest: 8),
            let node = json.member("node")?.asString, let site = json.member("site")?.asInteger,
            let says = json.member("says")?.asArray
        else { return nil }
        return (node, SiteNumber(rawValue: Int64(site)), says.compactMap(NodeMessage.init))
    }

    private var json: JSONValue {
        switch self {
        case .hello: .members(["say": "hello"])
        case .page(let page): Self.json("page", page.story, page.client, page.member, page.caret)
        case .gone(let story, let client): Self.json("gone", story, client)
        case .moved(let story, let caret): Self.json("moved", story, caret.client, caret.member, caret)
        }
    }

    private static func json(
        _ say: String,
        _ story: StoryNumber,
        _ client: WritingClient,
        _ member: Writer? = nil,
        _ caret: Caret? = nil
    ) -> JSONValue {
        .members([
            "say": .string(say), "story": .integer(story.rawValue), "client": .string(client.description),
            "member": member.map { .integer($0.number.rawValue) }, "name": member.map { .string($0.name) },
            "epoch": caret.map { .integer($0.point.epoch) }, "version": caret.map { .integer($0.point.version) },
            "anchor": caret.map { .integer($0.anchor) }, "head": caret.map { .integer($0.head) },
        ])
    }

    private init?(_ json: JSONValue) {
        let say = json.member("say")?.asString
        if say == "hello" {
            self = .hello
            return
        }
        guard let number = json.member("story")?.asInteger,
            let client = WritingClient(json.member("client")?.asString ?? "")
        else { return nil }
        let story = StoryNumber(rawValue: Int64(number))
        switch say {
        case "gone": self = .gone(story, client)
        case "page":
            guard let member = Writer(node: json) else { return nil }
            let caret = Caret(node: json, client, member)
            self = .page(StoryPage(story: story, client: client, member: member, caret: caret))
        case "moved":
            guard let member = Writer(node: json), let caret = Caret(node: json, client, member) else { return nil }
            self = .moved(story, caret)
        default: return nil
        }
    }
}

extension Writer {
    fileprivate init?(node json: JSONValue) {
        guard let number = json.member("member")?.asInteger, let name = json.member("name")?.asString else {
            return nil
        }
        self.init(number: MemberNumber(rawValue: Int64(number)), name: name)
    }
}

extension Caret {
    fileprivate init?(node json: JSONValue, _ client: WritingClient, _ member: Writer) {
        guard let epoch = json.member("epoch")?.asInteger, let version = json.member("version")?.asInteger,
            let anchor = json.member("anchor")?.asInteger, let head = json.member("head")?.asInteger
        else { return nil }
        self.init(
            client: client,
            point: SharedText.Point(epoch: epoch, version: version),
            anchor: anchor,
            head: head,
            member: member
        )
    }
}
