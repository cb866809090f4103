import Foundation
import News
import TestSupport
import Testing

@testable import Mail

/// The bytes of a message.
@Suite struct MessageTests {
    private func text(
        senderName: String = "Warta",
        recipientName: String = "Citra Lestari",
        subject: String = "Perihal",
        _ words: String = "Isi."
    ) -> String {
        let message = MailMessage(
            identifier: "0123",
            senderName: senderName,
            recipient: .citra,
            recipientName: recipientName,
            subject: subject,
            text: words,
            date: .sampleNow
        )
        return String(decoding: message.bytes(from: .bagus, domain: "warta.example"), as: UTF8.self)
    }

    /// The fields of the head, unfolded.
    private func head(_ text: String) -> [String] {
        let head = text.replacing("\r\n ", with: " ")
        return head[..<(head.firstRange(of: "\r\n\r\n")?.lowerBound ?? head.endIndex)].split(separator: "\r\n")
            .map(String.init)
    }

    @Test func `a message says from whom, to whom, when, and that nobody is to answer by machine`() {
        #expect(
            head(text()) == [
                "Date: Fri, 02 Jan 2026 05:00:00 +0000", "From: Warta <bagus@warta.example>",
                "To: Citra Lestari <citra@warta.example>", "Subject: Perihal", "Message-ID: <0123@warta.example>",
                "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable", "Auto-Submitted: auto-generated",
                "X-Auto-Response-Suppress: All",
            ]
        )
    }

    static let hostile = [
        "Perihal\r\nBcc: semua@warta.example", "Perihal\nBcc: x@y.example", "Perihal\r\n\r\nIsi", "a\u{85}Bcc: x",
        "a\u{2028}Bcc: x", "=?utf-8?Q?x=0D=0ABcc:_x?=", "Citra\" <x@y.example>, \"", "Citra, x@y.example", "a\0b",
        String(repeating: "Rapat redaksi ", count: 200), String(repeating: "🗞️é", count: 300), "\u{202E}kilab",
    ]

    @Test(arguments: hostile) func `no name and no subject begins another field or another address`(words: String) {
        let message = text(senderName: words, recipientName: words, subject: words)
        #expect(head(message).count == 10)
        #expect(!head(message).contains { $0.hasPrefix("Bcc") })
        for field in head(message).filter({ $0.hasPrefix("From:") || $0.hasPrefix("To:") }) {
            #expect(field.count { $0 == "<" } == 1 && !field.contains(",") && !field.contains("\""))
        }
        for line in message.split(separator: "\r\n") {
            #expect(line.utf8.count <= 78 && line.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
        }
    }

    @Test func `a subject in any script comes back whole`() throws {
        for subject in ["Gempa di Palu – è grave", String(repeating: "Rédaksi 🗞️ ", count: 30), "تحرير"] {
            let field = try #require(head(text(subject: subject)).first { $0.hasPrefix("Subject: ") }).dropFirst(9)
            let words = field.split(separator: " ").compactMap { word in
                Data(base64Encoded: String(word.dropFirst("=?utf-8?B?".count).dropLast(2)))
            }
            #expect(words.allSatisfy { String(data: $0, encoding: .utf8) != nil })
            let whole = String(decoding: words.reduce(Data(), +), as: UTF8.self)
            #expect(whole == subject.collapsedWhitespace)
        }
    }

    @Test func `a text comes back whole, however long its lines and whatever their signs`() {
        var chance = Seeded(seed: 7)
        let signs = Array("abc .=\t~é🗞️\u{0}\u{7F}-".unicodeScalars)
        for _ in 0..<300 {
            var words = ""
            for _ in 0..<Int.random(in: 0...200, using: &chance) {
                words.unicodeScalars.append(
                    Int.random(in: 0...30, using: &chance) == 0 ? "\n" : signs.randomElement(using: &chance) ?? "a"
                )
            }
            let encoded = QuotedPrintable.write(words)
            #expect(encoded.hasSuffix("\r\n"))
            for line in encoded.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
                #expect(line.last == 0x0D && line.count <= 77)
                #expect(line.dropLast().last != 0x20 && line.dropLast().last != 0x09)
            }
            #expect(decoded(encoded) == words + "\n")
        }
    }

    /// RFC 2045, reckoned here.
    private func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.replacing("=\r\n", with: "").replacing("\r\n", with: "\n").utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
