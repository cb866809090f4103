import Testing

@testable import News

/// That no word under a picture is lost, and none is said twice.
@Suite struct CaptionTests {
    /// A story with two pictures, the first of which has no words of its own.
    private struct Pictures: BodyPictures {
        var captions = ["", "Banjir di Demak."]
        var missed: [String] = []

        func index(of source: String) -> Int? { ["a.jpg": 0, "b.jpg": 1, "https://c.id/b-2.jpg": 1][source] }

        mutating func take(caption: String, under index: Int) -> Bool {
            if captions[index].isEmpty { captions[index] = caption }
            return captions[index].folded == caption.folded
        }

        mutating func miss(_ address: String) { missed.append(address) }
    }

    private static let a = "<figure data-picture=\"0\"></figure>"
    private static let b = "<figure data-picture=\"1\"></figure>"

    private static let forms: [(html: String, canonical: String, caption: String)] = [
        ("<figure><img src=a.jpg><figcaption>Warga <b>mengungsi</b>.</figcaption></figure>", a, "Warga mengungsi."),
        ("<figure><img src=a.jpg><figcaption><p>Satu.<p>Dua.</figcaption></figure>", a, "Satu. Dua."),
        ("<figure><figcaption>Warga.</figcaption><p><img src=a.jpg></p></figure>", a, "Warga."),
        (
            "<figure><picture><img src=a.jpg></picture><figcaption>Warga.</figcaption></figure>x", a + "<p>x</p>",
            "Warga."
        ),
        ("<figure><img src=b.jpg><figcaption>BANJIR di Demak</figcaption></figure>", b, ""),
        ("<figure><img src=b.jpg><figcaption>Lain.</figcaption></figure>", b + "<p>Lain.</p>", ""),
        ("<figure data-picture=99><p>Kata.</p></figure>", "<p>Kata.</p>", ""),
        ("<figure data-picture=0>Kata<figcaption>Lagi.</figcaption></figure>", a + "<p>Kata</p>", "Lagi."),
        ("<p><img src=a.jpg></p><div><figcaption>Kata.</figcaption></div>", a + "<p>Kata.</p>", ""),
        (
            "<figure><figure><img src=a.jpg><figcaption>A.</figcaption></figure><figcaption>Semua.</figcaption></figure>",
            a + "<p>Semua.</p>", "A."
        ),
        (
            "<figure><img src=a.jpg><figcaption>A<ul><li>b</ul></figcaption></figure>",
            a + "<p>A</p><ul><li>b</li></ul>", ""
        ),
        (
            "<figure><img src=a.jpg><figcaption>A<img src=https://c.id/x.jpg></figcaption></figure>",
            a + "<p>A</p><p class=\"embed\"><a href=\"https://c.id/x.jpg\">c.id</a></p>", ""
        ),
    ]

    @Test(arguments: forms)
    func `words under a picture are its caption or stay`(
        form: (html: String, canonical: String, caption: String)
    ) throws {
        var pictures = Pictures()
        #expect(try Body(html: form.html, pictureCount: 2, among: &pictures).html == form.canonical)
        #expect(pictures.captions[0] == form.caption)
    }

    @Test func `captions in captions cost no more than their length`() throws {
        let html = String(repeating: "<figure><img src=a.jpg><figcaption>x", count: 240)
        var pictures = Pictures()
        let body = try Body(html: html, pictureCount: 2, among: &pictures)
        let words = body.text + pictures.captions.joined()
        #expect(words.count { $0 == "x" } == 240)
    }

    private static let media: [(html: String, canonical: String, missed: [String])] = [
        ("<picture><source srcset='b.jpg 2x, x.jpg'><img srcset='y.jpg'></picture>", b, []),
        ("<img src=data:image/gif;base64,x srcset='x.jpg 300w, https://c.id/b-2.jpg 600w'>", b, []),
        ("<img data-srcset='a.jpg 1x'>", a, []),
        (
            "<picture><source srcset=' https://c.id/k.jpg 300w,https://c.id/g.jpg 900w'><img alt=x></picture>",
            "<p class=\"embed\"><a href=\"https://c.id/g.jpg\">c.id</a></p>", []
        ),
        (
            "<picture><source srcset='https://c.id/k,1.jpg, https://c.id/g.jpg 1.5x'></picture>",
            "<p class=\"embed\"><a href=\"https://c.id/g.jpg\">c.id</a></p>", []
        ),
        ("<iframe src=/embed/5></iframe>a", "<p>a</p>", ["/embed/5"]),
        ("<video src=v.mp4>Tidak didukung</video>", "", ["v.mp4"]), ("<img src=z.jpg>", "", ["z.jpg"]),
        ("<object data=x.swf><p>Kata.</p></object>", "<p>Kata.</p>", ["x.swf"]),
        (
            "<object data=https://c.id/v><embed src=https://c.id/v>Kata.</object>",
            "<p class=\"embed\"><a href=\"https://c.id/v\">c.id</a></p><p>Kata.</p>", []
        ),
        (
            "<object><param name=x><embed src=https://c.id/v></object>",
            "<p class=\"embed\"><a href=\"https://c.id/v\">c.id</a></p>", []
        ),
        ("<p>a <img data-emoji=😀 alt=😀 src=https://g.id/x> b</p>", "<p>a 😀 b</p>", []),
        ("<p>Maka <img class=latex alt='E=mc^2' src=https://w.id/x> benar</p>", "<p>Maka E=mc^2 benar</p>", []),
        (
            "<a href=https://toko.id/x><img src=https://c.id/x.jpg alt='Toko buku'></a>",
            "<p class=\"embed\"><a href=\"https://c.id/x.jpg\">c.id</a></p><p><a href=\"https://toko.id/x\">Toko buku</a></p>",
            []
        ),
        (
            "<a href=https://www.toko.id/x><img src=x.jpg></a>", "<p><a href=\"https://www.toko.id/x\">toko.id</a></p>",
            ["x.jpg"]
        ),
        (
            "<a href=https://c.id/besar.jpg><img src=https://c.id/x.jpg></a>",
            "<p class=\"embed\"><a href=\"https://c.id/x.jpg\">c.id</a></p>", []
        ),
        (
            "<a href=https://toko.id>Toko</a><img src=https://c.id/x.jpg alt=y>",
            "<p><a href=\"https://toko.id\">Toko</a></p><p class=\"embed\"><a href=\"https://c.id/x.jpg\">c.id</a></p>",
            []
        ),
    ]

    @Test(arguments: media)
    func `a picture or film is shown, linked to or told of`(
        form: (html: String, canonical: String, missed: [String])
    ) throws {
        var pictures = Pictures()
        #expect(try Body(html: form.html, pictureCount: 2, among: &pictures).html == form.canonical)
        #expect(pictures.missed == form.missed)
    }
}
