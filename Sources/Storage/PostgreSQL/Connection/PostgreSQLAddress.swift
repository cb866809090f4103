internal import CPostgreSQL
internal import News

/// Where a database is and how it is spoken to: what libpq reads in a `postgresql://` address, and what Warta adds to it.
struct PostgreSQLAddress: Sendable {
    /// Names and values of libpq's parameters.
    ///
    /// The password is among them: it goes to libpq alone.
    private(set) var parameters: [String: String]

    /// - Throws: `invalid` if libpq cannot read the address; the sentence does not repeat it, as it may hold a password.
    init(_ address: String) throws {
        guard address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") else { throw Self.fault }
        guard let options = PQconninfoParse(address, nil) else { throw Self.fault }
        defer { PQconninfoFree(options) }
        parameters = Self.added
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        guard !holdsPasswordElsewhere else { throw Self.fault }
    }

    /// Whether a part of the password has become host, port or name, which are shown: libpq ends it at the first `@` or
    /// `/`.
    private var holdsPasswordElsewhere: Bool {
        let port = parameters["port"] ?? ""
        // A host that begins with it is an abstract socket.
        let shown = [parameters["host"]?.dropFirst(), parameters["dbname"]?[...]].compactMap(\.self)
        return !port.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2C } || shown.contains { $0.contains("@") }
    }

    private static let fault = NewsError(
        .invalid,
        "The database's address cannot be read; write it as postgres://USER@HOST:PORT/NAME, and in a password %40 for @, "
            + "%2F for / and %3A for a colon."
    )

    /// What holds unless the address says otherwise: a server or a network that is gone is noticed within some seconds.
    private static let added = [
        "connect_timeout": "5", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3",
        "tcp_user_timeout": "20000", "fallback_application_name": "warta", "client_encoding": "UTF8",
    ]

    /// The server and the database, for people; without user and password.
    var place: String {
        let host = parameters["host"] ?? parameters["hostaddr"] ?? "the local socket"
        let port = parameters["port"].map { ":" + $0 } ?? ""
        return host + port + (parameters["dbname"].map { "/" + $0 } ?? "")
    }

    /// A text without the password, wherever it stands in it.
    func withoutPassword(_ text: String) -> String {
        guard let password = parameters["password"], !password.isEmpty else { return text }
        return text.replacing(password, with: "…")
    }
}
