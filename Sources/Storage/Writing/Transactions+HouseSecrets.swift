internal import News

extension ReadTransaction {
    /// The name of the secret of which the public ledger's signing key is made.
    public static let ledgerSecret = "ledger"

    /// A secret of the server by its name, 64 hexadecimal digits; nil where none was made.
    public func houseSecret(_ name: String) throws -> String? {
        try sql.row("SELECT secret FROM house_secret WHERE name = $1", [.text(name)])?.text(0)
    }
}

extension WriteTransaction {
    /// Keeps a secret of the server, unless there is one of that name.
    public func keepHouseSecret(_ name: String, _ secret: String) throws {
        try sql.execute(
            "INSERT INTO house_secret (name, secret) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            [.text(name), .text(secret)]
        )
    }
}
