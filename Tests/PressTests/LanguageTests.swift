import News
import TestSupport
import Testing

@testable import Press

@Suite struct LanguageTests {
    private func strings(_ language: String) throws -> Strings { try Theme(language: language).strings }

    @Test func `dates are printed as Indonesian newspapers print them`() throws {
        let strings = try strings("id")
        let time = try #require(RFC3339.read("2022-08-15T11:53:00+07:00")).time
        #expect(strings.full(time, in: .wib) == "Senin, 15 Agustus 2022 | 11:53 WIB")
        #expect(strings.full(time, in: .wita) == "Senin, 15 Agustus 2022 | 12:53 WITA")
        #expect(strings.full(time, in: .wit) == "Senin, 15 Agustus 2022 | 13:53 WIT")
        #expect(strings.dayAndClock(time, in: .utc) == "Senin, 15 Agustus 2022 | 04:53")
        #expect(strings.clock(time, in: .utc) == "04:53 UTC")
    }

    @Test func `dates are printed as English newspapers print them`() throws {
        let strings = try strings("en-GB")
        let time = try #require(RFC3339.read("2026-03-01T00:05:00Z")).time
        #expect(strings.full(time, in: .utc) == "Sunday, 1 March 2026 | 00:05 UTC")
        #expect(strings.text("popular") == "Most read")
    }

    @Test func `every month and weekday has its name in both languages`() throws {
        let names = [
            "id": (
                [
                    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
                    "November", "Desember",
                ],
                ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
            ),
            "en": (
                [
                    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                    "November", "December",
                ],
                ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            ),
        ]
        for (language, (months, weekdays)) in names {
            let strings = try strings(language)
            for month in 1...12 {
                let day = try #require(CivilDay(year: 2026, month: month, day: 9))
                #expect(strings.day(day).contains(months[month - 1]), "\(language)")
                #expect(strings.day(day).hasPrefix(weekdays[day.weekday - 1] + ", "), "\(language)")
            }
        }
    }

    @Test func `the day of a date is that of its zone`() throws {
        let strings = try strings("id")
        let time = try #require(RFC3339.read("2025-12-31T17:00:00Z")).time
        #expect(strings.full(time, in: .wib) == "Kamis, 01 Januari 2026 | 00:00 WIB")
        #expect(strings.full(time, in: .utc) == "Rabu, 31 Desember 2025 | 17:00 UTC")
    }

    @Test func `both languages have the same texts, and none is the name of another`() throws {
        let pairs = try [strings("id"), strings("en")].map { Self.names($0.view) }
        #expect(pairs[0] == pairs[1])
        #expect(pairs[0].contains("errors.410.heading") && pairs[0].count > 60)
    }

    @Test func `a language without a file of its own gets Indonesian`() throws {
        #expect(try strings("jv").text("popular") == "Populer")
        #expect(try strings("id-ID").text("popular") == "Populer")
    }

    @Test func `a text that is missing gives its name, and braces that are no placeholder stay`() throws {
        let strings = try strings("id")
        #expect(strings.text("tidak.ada") == "tidak.ada")
        #expect(strings.text("errors") == "errors")
        #expect(strings.optional("") == nil)
        #expect(strings.text("search_title", ["query": "{x} & <b>"]) == "Cari: {x} & <b>")
    }

    @Test func `pages of an English newspaper speak English`() async throws {
        let room = try await Newsroom([.sample(1)], theme: Theme(language: "en"))
        let page = try await room.text(.index())
        #expect(page.contains("Thursday, 1 January 2026") && !page.contains("Januari"))
        #expect(page.contains("LATEST"))
        #expect(try await room.text(.section(Slug("x", fallback: "x"))).contains("Page not found"))
    }

    @Test func `a story is told in its own zone and the rails in the newspaper's`() async throws {
        let room = try await Newsroom([.sample(1) { $0.zone = .wit }])
        let fragments = try await room.page(of: 1).fragments.map { String(decoding: $0.inflated(), as: UTF8.self) }
        // 12:01 in Jakarta is 14:01 in Jayapura.
        #expect(fragments[0].contains("14:01 WIT"))
        #expect(fragments[1].contains("Kamis, 01 Januari 2026 | 12:01"))
    }

    /// The dotted names of all texts.
    private static func names(_ view: View, under prefix: String = "") -> Set<String> {
        view.reduce(into: []) { names, entry in
            guard !entry.key.hasPrefix("_") else { return }
            if let inner = entry.value as? View {
                names.formUnion(Self.names(inner, under: prefix + entry.key + "."))
            } else {
                names.insert(prefix + entry.key)
            }
        }
    }
}
