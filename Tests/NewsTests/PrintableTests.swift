import Testing

@testable import News

@Suite struct PrintableTests {
    private static let texts: [(String, String)] = [
        ("Berita 東京 é 😀", "Berita 東京 é 😀"), ("\u{1B}[31mmerah\u{1B}[0m", "\\u{1B}[31mmerah\\u{1B}[0m"),
        ("a\r\n\tb\u{7}\u{8}\u{7F}\u{0}", "a\\u{D}\\u{A}\\u{9}b\\u{7}\\u{8}\\u{7F}\\u{0}"),
        ("\u{9B}31m", "\\u{9B}31m"), ("\u{202E}gnp.exe\u{2066}", "\\u{202E}gnp.exe\\u{2066}"),
        ("a\u{200B}b\u{2028}c\u{E0041}\u{FFFE}", "a\\u{200B}b\\u{2028}c\\u{E0041}\\u{FFFE}"),
    ]

    @Test(arguments: texts)
    func `what a terminal would obey is written out`(text: String, shown: String) {
        #expect(text.printable() == shown)
    }

    @Test func `no character but plain ones comes through, and no more than asked for`() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = String(scalar).printable()
            let category = scalar.properties.generalCategory
            if [.control, .format, .lineSeparator, .paragraphSeparator].contains(category) {
                #expect(shown == "\\u{\(String(value, radix: 16, uppercase: true))}")
            }
        }
        #expect(String(repeating: "a", count: 9_999).printable(upTo: 10) == "aaaaaaaaaa…")
        #expect("abc".printable(upTo: 3) == "abc")
    }
}
