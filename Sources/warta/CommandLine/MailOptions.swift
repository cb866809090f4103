import Application
import ArgumentParser
import FoundationEssentials
import Mail
import News

/// The mail server by which letters to members are sent; see ``MailServer``.
struct MailOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Mail server by which members are written to (default: none).", valueName: "HOST:PORT"))
    var smtp: String?

    @Option(
        help: ArgumentHelp(
            "starttls, implicit or none (default: implicit at port 465, else starttls).",
            valueName: "HOW"
        )
    )
    var smtpTls: String?

    @Option(
        help: ArgumentHelp("PEM file of certificates that are believed (default: the system's).", valueName: "FILE")
    )
    var smtpAuthorities: String?

    @Option(help: ArgumentHelp("Address from which letters come: redaksi@warta.example.", valueName: "EMAIL"))
    var smtpFrom: String?

    @Option(help: ArgumentHelp("Name by which the mail server knows us.", valueName: "NAME"))
    var smtpUser: String?

    @Option(
        help: ArgumentHelp("File with the password for it, or give WARTA_SMTP_PASSWORD.", valueName: "FILE")
    )
    var smtpPasswordFile: String?

    /// The mail server, according to flags, variables and the settings file; nil where none is named.
    /// - Throws: `invalid` where a part is missing or cannot be read.
    func server(_ settings: Settings) throws -> MailServer? {
        guard let text = settings.text(smtp, "smtp") else { return nil }
        guard let address = ListenAddress(text), address.port > 0 else {
            throw NewsError(
                .invalid,
                "\(settings.origin(smtp != nil, "smtp")) is “\(text)”, which is no host with a port; "
                    + "give HOST:PORT, such as smtp.example:587."
            )
        }
        guard let from = settings.text(smtpFrom, "smtpFrom") else {
            throw NewsError(.invalid, "Letters need an address from which they come; give --smtp-from.")
        }
        return try advising("Check --smtp and what belongs to it.") {
            try MailServer(
                host: address.host,
                port: address.port,
                security: try security(settings, port: address.port),
                authorities: settings.text(smtpAuthorities, "smtpAuthorities"),
                credentials: try credentials(settings),
                sender: try EmailAddress(from)
            )
        }
    }

    private func security(_ settings: Settings, port: Int) throws -> MailServer.Security {
        guard let name = settings.text(smtpTls, "smtpTls") else { return port == 465 ? .implicit : .startTLS }
        guard let security = MailServer.Security(rawValue: name) else {
            throw NewsError(
                .invalid,
                "\(settings.origin(smtpTls != nil, "smtpTls")) is “\(name)”, which is no way to speak to a mail server; "
                    + "take starttls, implicit or none."
            )
        }
        return security
    }

    private func credentials(_ settings: Settings) throws -> MailServer.Credentials? {
        let file = settings.text(smtpPasswordFile, "smtpPasswordFile")
        // Not from a flag: any program of the machine can read those.
        let password = try file.map(Self.firstLine) ?? settings.text(nil, "smtpPassword")
        switch (settings.text(smtpUser, "smtpUser"), password) {
        case (nil, nil): return nil
        case (let user?, let password?): return MailServer.Credentials(user: user, password: password)
        default: throw NewsError(.invalid, "A mail server that asks who we are needs both, a name and a password.")
        }
    }

    private static func firstLine(of file: String) throws -> String {
        guard let data = try? Data(contentsOf: URL(filePath: file)),
            let line = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first
        else { throw NewsError(.invalid, "\(file) cannot be read, or has no password in it.") }
        return String(line)
    }
}
