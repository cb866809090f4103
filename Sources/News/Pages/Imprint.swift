/// Who makes a newspaper and answers for it (Press Law 40/1999, article 12: name and address of the company, and who is
/// responsible, are told openly).
public struct Imprint: Hashable, Sendable {
    /// The legal person that publishes the newspaper.
    public var company: String
    /// Of its office, on one line.
    public var address: String
    public var phone: String
    public var email: String
    /// Who is responsible (*penanggung jawab*).
    public var responsible: String
    /// The people with their posts, in the order of the masthead.
    public var people: [Post]

    /// Somebody with what they do.
    public struct Post: Hashable, Sendable {
        public let title: String
        public let name: String

        public init(title: String, name: String) {
            self.title = title
            self.name = name
        }
    }

    public init(
        company: String = "",
        address: String = "",
        phone: String = "",
        email: String = "",
        responsible: String = "",
        people: [Post] = []
    ) {
        self.company = company
        self.address = address
        self.phone = phone
        self.email = email
        self.responsible = responsible
        self.people = people
    }

    /// The longest field, in characters.
    public static let longestField = 200
    /// People at most.
    public static let mostPeople = 200

    /// As it may be kept; nil where it says nothing.
    /// - Throws: `invalid` where a field is too long, there are too many people, or the address of e-mail is none.
    func checked() throws(NewsError) -> Imprint? {
        let fields = [company, address, phone, email, responsible] + people.flatMap { [$0.title, $0.name] }
        guard fields.allSatisfy({ $0.fits(characters: Self.longestField) }) else {
            throw NewsError(
                .invalid,
                "A line of the imprint has more than \(Self.longestField) characters; shorten it."
            )
        }
        guard people.count <= Self.mostPeople else {
            throw NewsError(.invalid, "The imprint names more than \(Self.mostPeople) people; name fewer.")
        }
        let clean = Imprint(
            company: company.collapsedWhitespace,
            address: address.collapsedWhitespace,
            phone: phone.collapsedWhitespace,
            email: email.isBlank ? "" : try EmailAddress(email).text,
            responsible: responsible.collapsedWhitespace,
            people: people.map { Post(title: $0.title.collapsedWhitespace, name: $0.name.collapsedWhitespace) }
                .filter { !$0.name.isEmpty }
        )
        return clean == Imprint() ? nil : clean
    }
}

extension Imprint.Post {
    /// A line as it is typed: the post, a colon, the name; a line without a colon is a name.
    public init(line: some StringProtocol) {
        let parts = line.split(separator: ":", maxSplits: 1).map { String($0).collapsedWhitespace }
        self.init(title: parts.count > 1 ? parts[0] : "", name: parts.last ?? "")
    }

    /// The line that it was typed as.
    public var line: String { title.isEmpty ? name : "\(title): \(name)" }
}

extension Imprint {
    /// As it is stored.
    public var json: JSONValue {
        .members([
            "company": .string(company), "address": .string(address), "phone": .string(phone),
            "email": .string(email), "responsible": .string(responsible),
            "people": .array(people.map { .array([.string($0.title), .string($0.name)]) }),
        ])
    }

    /// Reads the stored form; what it lacks is empty.
    public init(json: JSONValue) {
        func text(_ key: String) -> String { json.member(key)?.asString ?? "" }
        self.init(
            company: text("company"),
            address: text("address"),
            phone: text("phone"),
            email: text("email"),
            responsible: text("responsible"),
            people: (json.member("people")?.asArray ?? []).compactMap { pair in
                let parts = (pair.asArray ?? []).compactMap(\.asString)
                return parts.count == 2 ? Post(title: parts[0], name: parts[1]) : nil
            }
        )
    }
}
