import Testing

@testable import News

@Suite struct AddressTests {
    private static let dunia = Slug("Dunia", fallback: "x")
    private static let digest = String(repeating: "0a", count: 32)

    private static let all: [(address: Address, path: String)] = [
        (.front, "/"), (.section(dunia), "/dunia"),
        (.section(dunia, .before(ListPosition(rawValue: 12))), "/dunia?sebelum=12"),
        (.section(dunia, .after(ListPosition(rawValue: -12))), "/dunia?sesudah=-12"),
        (.story(section: dunia, StoryNumber(rawValue: 7), Slug("a-b", fallback: "x")), "/dunia/7/a-b"),
        (.index(), "/indeks"),
        (.index(section: dunia, day: CivilDay("2022-08-15")), "/indeks?rubrik=dunia&tanggal=2022-08-15"),
        (.tag(dunia), "/tag/dunia"), (.author(dunia), "/penulis/dunia"), (.popular(.day), "/populer"),
        (.popular(.week), "/populer/7-hari"), (.popular(.day, section: dunia), "/populer/24-jam/dunia"),
        (.search(""), "/cari"), (.search("harga & cabai", .best), "/cari?q=harga+%26+cabai&urut=sesuai"),
        (.feed(.rss), "/feed.xml"), (.feed(.atom, .section(dunia)), "/dunia/atom.xml"),
        (.feed(.json, .tag(dunia)), "/tag/dunia/feed.json"), (.sitemapIndex, "/sitemap.xml"),
        (.sitemap(3), "/sitemap-3.xml"), (.newsSitemap, "/sitemap-news.xml"), (.robots, "/robots.txt"),
        (.security, "/.well-known/security.txt"), (.manifest, "/manifest.webmanifest"), (.favicon, "/favicon.ico"),
        (.asset(tag: "ab12", name: "warta.css"), "/-/theme/ab12/warta.css"),
        (.picture(digest: digest, width: 640, .webp), "/-/pictures/\(digest)/640.webp"),
        (.reads(StoryNumber(rawValue: 7)), "/-/reads/7"), (.updates, "/-/updates"), (.live, "/-/live"),
        (.standing(.imprint), "/redaksi"), (.standing(.guidelines), "/pedoman"), (.standing(.reply), "/hak-jawab"),
        (.standing(.complaint), "/pengaduan"), (.pagesSitemap, "/sitemap-pages.xml"),
        (.ready, "/-/ready"), (.health, "/-/health"), (.metrics, "/-/metrics"),
    ]

    @Test(arguments: all)
    func `an address is written and matched as the same`(row: (address: Address, path: String)) {
        #expect(row.address.path == row.path)
        let parts = row.path.split(separator: "?", maxSplits: 1).map(String.init)
        #expect(Address(path: parts[0], query: parts.count > 1 ? parts[1] : "") == row.address)
    }

    @Test(arguments: [
        "", "x", "/indeks/x", "/cari/x", "/-/x", "/-/reads/07", "/-/reads/-1", "/dunia/07/x", "/tag", "/dunia/x",
        "/dunia/1/a/b", "/%zz", "/%ff", "/-/pictures/../640.webp", "/sitemap-01.xml", "/populer/1-tahun", "/feed",
    ])
    func `what is no address matches none`(path: String) {
        #expect(Address(path: path) == nil)
    }

    @Test func `upper case, a slash at the end and a wrong slug still find the story`() {
        let found = Address(path: "/Dunia/7/SALAH/")
        #expect(found == .story(section: Self.dunia, StoryNumber(rawValue: 7), Slug("salah", fallback: "x")))
    }

    @Test func `a story of a section that had its name before the site took it is still found`() {
        let section = Slug("Hak Jawab", fallback: "x")
        let story = Address.story(section: section, StoryNumber(rawValue: 7), Slug("a", fallback: "x"))
        #expect(Address(path: "/hak-jawab/7/a") == story)
        #expect(Address(path: "/hak-jawab/feed.xml") == .feed(.rss, .section(section)))
        #expect(Address(path: "/koreksi/7/a") == nil && Section(name: "Hak Jawab").slug.rawValue == "rubrik-hak-jawab")
    }

    @Test func `a section named as an address of the site stands beside it`() {
        #expect(Section(name: "Indeks").slug.rawValue == "rubrik-indeks")
    }
}
