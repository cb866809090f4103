import Editorial
import News
import Storage
import TestSupport

@testable import Press

/// A desk and a wire that do by chance whatever can be done with stories.
struct RandomActs {
    let room: Newsroom
    let editor: MemberNumber
    var chance: Seeded
    /// Those that chance acts on: not the standing ones, which keep every section in the navigation.
    private(set) var stories: [StoryNumber] = (4...9).map { StoryNumber(rawValue: $0) }
    private let items: [WireItem] = .newspaper(9)
    private var count: Int64 = 0
    /// Lines of breaking news until now.
    private var lines = 0

    init(room: Newsroom, editor: MemberNumber, seed: UInt64) {
        self.room = room
        self.editor = editor
        chance = Seeded(seed: seed)
    }

    private static let caller = Caller(address: "192.0.2.1", network: "192.0.2.1")

    /// Does something, and says what; nil where it was refused.
    mutating func perform() async throws -> String? {
        count += 1
        let number = stories.randomElement(using: &chance) ?? stories[0]
        do {
            switch Int.random(in: 0..<25, using: &chance) {
            case 0..<5: return try await write(number)
            case 5, 6: return try await take(.publish, number)
            case 7, 8: return try await take(.update, number)
            case 9: return try await take(.withdraw(.mistake, reason: "Keliru \(count)."), number)
            case 10, 11: return try await take(.bringBack(reason: "Ternyata benar."), number)
            case 12: return try await correct(number)
            case 13: return try await report(number)
            case 14:
                let other = Bool.random(using: &chance) ? nil : StoryNumber(rawValue: 1)
                return try await take(.verify(in: other), number)
            case 15:
                let paid = PaidContent(label: .advertorial, payer: "PT Contoh")
                return try await take(.label(Bool.random(using: &chance) ? paid : nil), number)
            case 16, 17: return try await wire(number)
            case 18: return try await begin()
            case 19: return try await take(.schedule(room.clock.now.adding(seconds: 500)), number)
            case 20:
                let end = room.clock.now.adding(seconds: 300)
                return try await take(.embargo(until: end, reason: "", overridesSender: true), number)
            case 21: return try await announce(number)
            case 22, 23: return try await arrange()
            default:
                try await room.desk.releaseDueStories()
                return "released"
            }
        } catch is NewsError {
            return nil
        }
    }

    private func take(_ step: StoryStep, _ number: StoryNumber) async throws -> String {
        try await room.desk.perform(step, on: number, by: editor, from: Self.caller)
        return step.verb.rawValue
    }

    /// Another section, tags, pictures and words.
    private mutating func changed(_ copy: Copy) -> Copy {
        var copy = copy
        copy.headline = "Judul \(count) \"baru\""
        copy.lead = Bool.random(using: &chance) ? "Teras \(count)." : ""
        copy.body = Body(text: "Paragraf \(count).\n\nLanjutan \(count % 3).")
        copy.section = [Section.dunia, .politik, .olahraga].randomElement(using: &chance) ?? .dunia
        copy.tags = [News.Tag.rusia, .koreaUtara].filter { _ in Bool.random(using: &chance) }
        copy.bylines = Bool.random(using: &chance) ? [Byline(.alifia)] : [Byline(.bagus)]
        copy.related = Bool.random(using: &chance) ? stories.shuffled(using: &chance).prefix(1).map(\.self) : []
        return copy
    }

    private mutating func write(_ number: StoryNumber) async throws -> String {
        let open = try await room.desk.openWorkingCopy(of: number, actor: "citra")
        let copy = changed(open.copy)
        _ = try await room.desk.saveWorkingCopy(
            of: number,
            copy,
            madeFrom: open.base,
            as: Bool.random(using: &chance) ? .version(reason: "") : .automatic,
            actor: "citra"
        )
        return "written"
    }

    private mutating func correct(_ number: StoryNumber) async throws -> String {
        let draft = Correction.Draft(
            kind: Bool.random(using: &chance) ? .correction : .clarification,
            place: Bool.random(using: &chance) ? .above : .below,
            words: "Yang benar \(count).",
            paragraph: 0,
            hidesFormer: Int.random(in: 0..<4, using: &chance) == 0
        )
        return try await take(.correct(draft), number)
    }

    private func report(_ number: StoryNumber) async throws -> String {
        let conditions = Set(UnverifiedReport.Condition.allCases)
        return try await take(.reportUnverified(.init(words: "Belum pasti \(count).", conditions: conditions)), number)
    }

    /// The wire's next copy, which may withhold, kill or wait.
    private mutating func wire(_ number: StoryNumber) async throws -> String {
        guard number.rawValue <= 9 else { return try await write(number) }
        var item = items[Int(number.rawValue) - 1]
        item.version = room.clock.now
        item.copy = changed(item.copy)
        item.copy.related = []
        item.status = [.usable, .usable, .usable, .withheld, .canceled].randomElement(using: &chance) ?? .usable
        _ = try await room.desk.takeWireCopy([item], actor: "wire")
        return "wire \(item.status)"
    }

    /// Another line of breaking news, which stands until the next one.
    private mutating func announce(_ number: StoryNumber) async throws -> String {
        try await room.desk.setBanner(
            "Kabar \(count).",
            story: Bool.random(using: &chance) ? number : nil,
            until: room.clock.now.adding(seconds: 86_000),
            seen: lines,
            by: editor,
            from: Self.caller
        )
        lines += 1
        return "announced"
    }

    /// A front by hand, with cards of which some have words of their own or an end.
    private mutating func arrange() async throws -> String {
        let front = Bool.random(using: &chance) ? Front.site : .section(Section.dunia.slug)
        let known = (stories + [1, 2, 3].map { StoryNumber(rawValue: $0) }).shuffled(using: &chance)
        let live = try await room.home.store.read { try $0.rows(known) }.map(\.number)
        let cards = live.prefix(Int.random(in: 0..<5, using: &chance)).map { story in
            FrontCard(
                story,
                headline: Bool.random(using: &chance) ? "Kartu \(count)" : "",
                until: Bool.random(using: &chance) ? room.clock.now.adding(seconds: 400) : nil
            )
        }
        let arrangement = FrontArrangement(cards: cards, cap: Bool.random(using: &chance) ? 2 : nil)
        let seen = try await room.home.store.read { try $0.newestFront(front) }?.number ?? 0
        let isLaunched = Int.random(in: 0..<4, using: &chance) > 0
        _ = try await room.desk.arrange(
            front,
            arrangement,
            isLaunched: isLaunched,
            seen: seen,
            by: editor,
            from: Self.caller
        )
        return isLaunched ? "launched" : "arranged"
    }

    private mutating func begin() async throws -> String {
        let story = try await room.desk.beginStory(changed(.sample), actor: "citra")
        stories.append(story.number)
        return "begun"
    }
}
