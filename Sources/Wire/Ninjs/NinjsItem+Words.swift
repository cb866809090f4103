import News

/// A text of an item with its role and form: headline, description or body.
struct NinjsText {
    /// In 1.x, the part of the name after the underscore: `text` in `body_text`.
    let role: String
    let isHTML: Bool
    let value: String

    /// Texts of 2.x and 3.x (`bodies`), or of 1.x (`body_…`).
    static func all(in json: JSONValue, _ name: String, _ prefix: String) -> [NinjsText] {
        let named = named(json[name])
        if !named.isEmpty { return named }
        return json.members.compactMap { member in
            guard member.key.hasPrefix(prefix), let value = member.value.string else { return nil }
            return NinjsText(role: String(member.key.dropFirst(prefix.count)), type: nil, value: value)
        }
    }

    /// A list of texts, one of them, or an object of texts by their roles.
    private static func named(_ json: JSONValue?) -> [NinjsText] {
        let texts = json?.values.compactMap { NinjsText($0) } ?? []
        if !texts.isEmpty { return texts }
        return (json?.members ?? []).compactMap { member in
            let value = member.value.string ?? member.value["value"]?.string
            return value.map { NinjsText(role: member.key, type: member.value["contentType"]?.string, value: $0) }
        }
    }

    private init?(_ json: JSONValue) {
        guard let value = json["value"]?.string else { return nil }
        self.init(role: json["role"]?.string ?? "", type: json["contentType"]?.string, value: value)
    }

    private init(role: String, type: String?, value: String) {
        self.role = role.lowercased()
        self.value = value
        isHTML = type.map { Self.isHTML(type: $0.lowercased()) } ?? Self.isHTML(role: self.role, value)
    }

    private static func isHTML(type: String) -> Bool {
        type.hasSuffix("html") || type.hasBytes("html;") || type.hasBytes("xml")
    }

    /// Decides by the role's name, otherwise by what the text is, if the sender does not say.
    private static func isHTML(role: String, _ value: String) -> Bool {
        role.hasBytes("html") || role.hasBytes("richtext") || Body.isMarkup(value)
    }

    /// The words on one line.
    func line() throws(WireItemFault) -> String {
        guard isHTML else { return value.collapsedWhitespace }
        do throws(BodyError) {
            return try Body(html: value).text.collapsedWhitespace
        } catch {
            throw WireItemFault("has a description that \(error.reason)")
        }
    }
}

extension NinjsItem {
    var descriptions: [NinjsText] { NinjsText.all(in: json, "descriptions", "description_") }

    func headline() throws(WireItemFault) -> String {
        guard let text = Self.headline(of: json) else { throw WireItemFault("has no headline") }
        return text
    }

    /// The main headline, otherwise the first one that is not blank.
    static func headline(of json: JSONValue) -> String? {
        if let plain = json["headline"]?.string?.collapsedWhitespace, !plain.isEmpty { return plain }
        let all = NinjsText.all(in: json, "headlines", "headline_")
        let ordered = all.filter { $0.role == NinjsRole.main } + all
        for text in ordered {
            if let line = try? text.line(), !line.isEmpty { return line }
        }
        return nil
    }

    private static let leadRoles = ["summary", "lead", "standfirst", "abstract", "preamble", "ingress", "intro"]

    /// Of what is told about a story, and is no part of it.
    private static let noteRoles =
        [NinjsRole.withdrawalGround, NinjsRole.withdrawalReason, NinjsRole.unverified]
        + Correction.Kind.allCases.map(\.rawValue)

    /// The description to print under the headline: chosen by its role, and plain text before HTML.
    func lead() throws(WireItemFault) -> String {
        let fit = descriptions.filter { !$0.role.hasBytes(NinjsRole.caption) && !Self.noteRoles.contains($0.role) }
        let named = Self.leadRoles.lazy.map { role in fit.filter { $0.role.hasPrefix(role) } }.first { !$0.isEmpty }
        let candidates = named ?? fit
        guard let text = candidates.first(where: { !$0.isHTML }) ?? candidates.first else { return "" }
        return try text.line()
    }

    /// HTML before plain text, the main one before the first.
    func body(_ pictures: inout NinjsPictures) throws(WireItemFault) -> Body {
        let all = NinjsText.all(in: json, "bodies", "body_")
        let html = all.filter(\.isHTML)
        let candidates = html.isEmpty ? all : html
        guard let text = candidates.first(where: { $0.role == NinjsRole.main }) ?? candidates.first else {
            return Body(blocks: [])
        }
        do throws(BodyError) {
            if text.isHTML {
                return try Body(html: text.value, pictureCount: pictures.all.count, among: &pictures)
            }
            if text.value.utf8.count > Body.longest { throw .tooLong(bytes: text.value.utf8.count) }
            return Body(text: text.value)
        } catch {
            throw WireItemFault("has a body that \(error.reason)")
        }
    }
}
