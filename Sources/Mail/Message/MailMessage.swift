public import News

/// A message of plain text to one address.
public struct MailMessage: Sendable {
    /// By which mail programs know that two copies are one message; letters, digits and hyphens.
    let identifier: String
    let senderName: String
    let recipient: EmailAddress
    let recipientName: String
    let subject: String
    let text: String
    let date: Timestamp

    /// - Parameters:
    ///   - identifier: The same for each attempt to send the message, and for no other message.
    ///   - senderName: What stands before the address from which it comes.
    ///   - recipient: To whom it goes.
    ///   - recipientName: What they are called.
    ///   - subject: One line.
    ///   - text: The words, with line feeds between lines.
    ///   - date: When it was written.
    public init(
        identifier: String,
        senderName: String,
        recipient: EmailAddress,
        recipientName: String,
        subject: String,
        text: String,
        date: Timestamp
    ) {
        self.identifier = identifier
        self.senderName = senderName
        self.recipient = recipient
        self.recipientName = recipientName
        self.subject = subject
        self.text = text
        self.date = date
    }

    /// The message as it goes over the wire (RFC 5322), with CR LF between lines, before dots are doubled.
    ///
    /// All of it is ASCII but an address that is not, which only a server with SMTPUTF8 is given.
    func bytes(from sender: EmailAddress, domain: String) -> [UInt8] {
        let fields = [
            "Date: " + HTTPDate.write(date).replacing("GMT", with: "+0000"),
            "From: " + HeaderText.mailbox(senderName, sender),
            "To: " + HeaderText.mailbox(recipientName, recipient),
            "Subject: " + HeaderText.words(subject),
            "Message-ID: <\(identifier.filter(Self.mayStand))@\(domain)>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            // Nobody's absence notice is wanted (RFC 3834).
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All",
        ]
        return Array((fields.joined(separator: "\r\n") + "\r\n\r\n" + QuotedPrintable.write(text)).utf8)
    }

    private static func mayStand(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }
}
