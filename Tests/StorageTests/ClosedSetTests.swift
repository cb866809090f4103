import Foundation
import News
import TestSupport
import Testing

@testable import Storage

/// That the tables of closed sets hold what the program knows, and that one list of fields is behind all that stores copy.
@Suite struct ClosedSetTests {
    static let sets: [(table: String, names: [String])] = [
        ("public_state", PublicState.allCases.map(\.rawValue)), ("stage", Stage.allCases.map(\.rawValue)),
        ("decider", Story.Decider.allCases.map(\.rawValue)), ("byline_role", Byline.Role.allCases.map(\.rawValue)),
        ("act", JournalEntry.Act.allCases.map(\.rawValue)), ("wire_status", ["usable", "withheld", "canceled"]),
        ("task_priority", StoryTask.Priority.allCases.map(\.rawValue)),
        ("task_flag", StoryTask.Flag.allCases.map(\.rawValue)),
        ("guest_purpose", GuestLink.Purpose.allCases.map(\.rawValue)),
        ("notification_kind", News.Notification.Kind.allCases.map(\.rawValue)),
        ("withdrawal_ground", Story.Withdrawal.Ground.allCases.map(\.rawValue)),
        ("report_state", UnverifiedReport.State.allCases.map(\.rawValue)),
        ("paid_label", PaidContent.Label.allCases.map(\.rawValue)),
        ("picture_source_type", PictureUse.MadeWithAI.allCases.map(\.rawValue)),
        ("correction_kind", Correction.Kind.allCases.map(\.rawValue)),
        ("correction_place", Correction.Place.allCases.map(\.rawValue)),
        ("role", Role.allCases.map(\.rawValue)), ("security_act", SecurityEvent.Act.allCases.map(\.rawValue)),
        ("standing_page_kind", StandingPage.Kind.allCases.map(\.rawValue)),
        ("front_act", FrontVersion.Act.allCases.map(\.rawValue)),
        ("grievance_kind", Grievance.Kind.allCases.map(\.rawValue)),
        ("grievance_state", Grievance.State.allCases.map(\.rawValue)),
        ("grievance_act", GrievanceRecord.Act.allCases.map(\.rawValue)),
        ("grievance_refusal", Grievance.Refusal.allCases.map(\.rawValue)),
        ("receipt_fault", SurfaceFault.allCases.map(\.rawValue)),
        ("letter_kind", Letter.Kind.allCases.map(\.rawValue)), ("letter_state", Letter.State.allCases.map(\.rawValue)),
    ]

    @Test(arguments: sets)
    func `each closed set has a row for each of its values`(table: String, names: [String]) async throws {
        let home = try await TestStore()
        let rows = try await home.store.read { try $0.sql.rows("SELECT name FROM \(table)").compactMap { $0.text(0) } }
        #expect(Set(rows) == Set(names))
    }

    @Test func `every plain field of copy is kept by tables, working copies and the history alike`() async throws {
        let columns = [StoredColumn<Copy>].copy.map(\.name)
        let home = try await TestStore()
        let query =
            TestDatabase.isPostgreSQL
            ? "SELECT attname FROM pg_attribute WHERE attrelid = 'story'::regclass"
            : "SELECT name FROM pragma_table_info('story')"
        let known = try await home.store.read { try $0.sql.rows(query).compactMap { $0.text(0) } }
        #expect(columns.allSatisfy(known.contains))
        let stored = try StoredText(json: StoredText(.sample).json(), of: StoryNumber(rawValue: 1), "it")
        #expect(stored.fields.keys.sorted() == columns.sorted())
        #expect(try stored.copy(of: StoryNumber(rawValue: 1)) { _ in .sample } == .sample)
    }

    @Test func `what the desk is writing is named by one file of the store`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Storage")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        let naming = files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.filter {
            (try? String(contentsOf: $0, encoding: .utf8))?.contains("FROM working_copy") == true
        }
        #expect(naming.map(\.lastPathComponent) == ["Transactions+WorkingCopies.swift"])
    }
}
