import News
import Testing

@testable import Web

/// Forms with files, as browsers send them and as nobody should.
@Suite struct MultipartFormTests {
    private static let boundary = Array("batas".utf8)

    private static func form(_ text: String) -> MultipartForm? {
        MultipartForm(Array(text.replacing("\n", with: "\r\n").utf8)[...], boundary: boundary)
    }

    private static let sound = """
        --batas
        Content-Disposition: form-data; name="caption"

        Dua
        baris
        --batas
        Content-Disposition: form-data; name="picture"; filename="a; b%22.jpg"
        Content-Type: image/jpeg

        JPEG\u{0}
        --bata\u{0}
        --batas
        Content-Disposition: form-data; name="empty"; filename=""
        Content-Type: application/octet-stream


        --batas--

        """

    @Test func `fields and files are read, whatever a file is called and holds`() throws {
        let form = try #require(Self.form(Self.sound))
        #expect(form.fields["caption"] == "Dua\r\nbaris")
        #expect(form.files.map(\.field) == ["picture"])
        #expect(form.files.first.map { String(decoding: $0.bytes, as: UTF8.self) } == "JPEG\u{0}\r\n--bata\u{0}")
        #expect(Self.form("--batas--")?.files.isEmpty == true)
    }

    @Test func `a file is handed on as it came, and not held twice`() throws {
        let sent = Array(Self.sound.replacing("\n", with: "\r\n").utf8)
        let form = try #require(MultipartForm(sent[...], boundary: Self.boundary))
        let file = try #require(form.files.first)
        sent.withUnsafeBufferPointer { all in
            file.bytes.withUnsafeBufferPointer { part in
                let offset = part.baseAddress.flatMap { part in all.baseAddress.map { part - $0 } }
                #expect(offset.map { all.indices.contains($0) } == true)
            }
        }
    }

    @Test(arguments: [
        "", "x", "--batas", "--batas\n", "--batas--x", "--batas--\n\n", "--bata--",
        "--batas\nContent-Disposition: form-data; name=\"a\"\n\nx",
        "--batas\nContent-Disposition: form-data; name=\"a\"\n\nx\n--batas",
        "--batas\nContent-Disposition: form-data; name=\"a\"\n\nx\n--batasx--",
        "--batas\nContent-Disposition: form-data; name=a\n\nx\n--batas--",
        "--batas\nContent-Disposition: form-data\n\nx\n--batas--",
        "--batas\nContent-Disposition: form-data; filename=\"a\"\n\nx\n--batas--",
        "--batas\nContent-Disposition: form-data; name=\"a\n\nx\n--batas--",
        "--batas\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\n\nx\n--batas--",
        "--batas\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''x\n\nx\n--batas--",
        "--batas\nContent-Disposition: attachment; name=\"a\"\n\nx\n--batas--",
        "--batas\nContent-Disposition: form-data; name=\"a\"\nContent-Disposition: form-data; name=\"b\"\n\nx\n--batas--",
        "--batas\nno colon\n\nx\n--batas--", "--batas\n\nx\n--batas--",
        " --batas\nContent-Disposition: form-data; name=\"a\"\n\nx\n--batas--",
    ])
    func `what no browser sends is no form`(_ text: String) { #expect(Self.form(text) == nil) }

    @Test func `heads and parts have an end`() {
        let long =
            "--batas\nX-A: \(String(repeating: "a", count: 5_000))\nContent-Disposition: form-data; name=\"a\"\n\nx\n--batas--"
        #expect(Self.form(long) == nil)
        let part = "--batas\nContent-Disposition: form-data; name=\"a\"\n\nx\n"
        #expect(Self.form(String(repeating: part, count: FormFields.most) + "--batas--") != nil)
        #expect(Self.form(String(repeating: part, count: FormFields.most + 1) + "--batas--") == nil)
        let broken =
            Array("--batas\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8) + [0xFF]
            + Array("\r\n--batas--".utf8)
        #expect(MultipartForm(broken[...], boundary: Self.boundary) == nil)
    }

    /// Any cut and any changed byte of a sound form: it is read or not, and nothing else happens.
    @Test func `a form that is cut or changed anywhere does no harm`() throws {
        let sound = Array(Self.sound.replacing("\n", with: "\r\n").utf8)
        for length in sound.indices.dropLast(2) {
            #expect(
                MultipartForm(sound[..<length], boundary: Self.boundary) == nil
                    || length >= sound.count - 2
            )
        }
        for index in sound.indices {
            for byte in [UInt8(0), 0x0D, 0x2D, 0x22, 0xFF] {
                var bytes = sound
                bytes[index] = byte
                _ = MultipartForm(bytes[...], boundary: Self.boundary)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 64, 4_096])
    func `the words of a form are read whose files are dropped, in whatever pieces it comes`(_ size: Int) throws {
        let bytes = Array(Self.sound.replacing("\n", with: "\r\n").utf8)
        var words = MultipartWords(boundary: Self.boundary)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try words.take(bytes[start..<min(start + size, bytes.count)])
        }
        #expect(words.fields["caption"] == "Dua\r\nbaris" && words.fields.count == 1 && words.hadFiles)
        #expect(words.shown[MultipartWords.choosesAgain] == "yes")
    }

    @Test func `words are held, and files are not`() throws {
        let head = "--batas\r\nContent-Disposition: form-data; name=\"a\""
        let piece = Array(repeating: UInt8(ascii: "a"), count: 1_000)
        var words = MultipartWords(boundary: Self.boundary, most: 4_000)
        try words.take((head + "; filename=\"\"\r\n\r\n\r\n").utf8)
        #expect(!words.hadFiles)
        try words.take((head + "; filename=\"b\"\r\n\r\n").utf8)
        for _ in 0..<8 { try words.take(piece) }
        try words.take(("\r\n" + head + "\r\n\r\nisi\r\n--batas--\r\n").utf8)
        #expect(words.hadFiles && words.fields["a"] == "isi")
        var long = MultipartWords(boundary: Self.boundary, most: 4_000)
        try long.take((head + "\r\n\r\n").utf8)
        #expect(throws: FormTooLarge.self) { for _ in 0..<8 { try long.take(piece) } }
        for text in ["x--batas", "--batasxy", "--batas\r\nno colon\r\n\r\n"] {
            var none = MultipartWords(boundary: Self.boundary)
            #expect(throws: NewsError.self, "\(text)") { try none.take(text.utf8) }
        }
    }

    @Test func `a boundary is named once, and is none that could be anything`() {
        #expect(MultipartForm.boundary(in: "multipart/form-data; boundary=batas") == Self.boundary)
        #expect(MultipartForm.boundary(in: "Multipart/Form-Data;  Boundary=\"batas\"; x=y") == Self.boundary)
        for type in [
            "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=batas",
            "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=a b",
            "multipart/form-data; boundary=" + String(repeating: "x", count: 71), "", "boundary=batas",
        ] {
            #expect(MultipartForm.boundary(in: type) == nil, "\(type)")
        }
    }
}
