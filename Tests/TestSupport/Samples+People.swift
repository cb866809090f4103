public import News

extension Member {
    /// A member of a role, called Citra Lestari.
    public static func sample(_ role: Role, sections: Set<Slug> = []) -> Member {
        Member(
            number: MemberNumber(rawValue: 1),
            key: "citra lestari",
            name: "Citra Lestari",
            email: .citra,
            role: role,
            sections: sections,
            isActive: true
        )
    }
}

extension EmailAddress {
    public static let citra = named("citra@warta.example")
    public static let bagus = named("bagus@warta.example")

    /// An address of the cast, which is one.
    public static func named(_ text: String) -> EmailAddress {
        guard let email = EmailAddress(stored: text) else { preconditionFailure("\(text) is no address") }
        return email
    }
}

extension Caller {
    /// Somebody at home in Jakarta, with Firefox.
    public static let home = Caller(
        address: "192.0.2.7",
        network: "192.0.2.7",
        userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    )

    /// Somebody elsewhere; each number is another network.
    public static func elsewhere(_ number: Int) -> Caller {
        Caller(address: "2001:db8:\(number)::1", network: "2001:db8:\(number)::/64")
    }
}
