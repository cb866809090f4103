import Crypto
import News
import TestSupport
import Testing

@testable import Storage

@Suite(.onSQLite) struct MigrationTests {
    /// SHA-256 of each migration's text, the first to the last.
    ///
    /// A migration that has been released is in somebody's store and is never changed: write the next one instead, and
    /// add its digest here. Only one that no release has may be given another digest.
    static let digests = [
        "d7161455d5b6db223793b97579492cc0d39047e159633445c9676f6408af0767",
        "10ec311d853889fe58f789a7cef0715269588fdcc9dc60f62a03e7e7b05de01c",
        "6d324ea7780f68a04f0b58922c18bf0030b50be4f51b5d745fcace43b687e15e",
        "11b9ec7a6786eb2c1799425202f75221958f2ad0b27ec77dd2cc8aa3f706630c",
        "dfa0c14eb30e68050f3091ae1bef63a19b7fceaeee9ac0a212024d462a93a90c",
        "b55cc80a8630f75d4ebad0837a7b280a339bb58530f0bbe74712e3ab0bd25b64",
        "5f16a472d5fb499ef055eeec6798403339c4b57f05a003c14459a04f6f9651b6",
        "af822e5916f72fcd0e1224febaea1f793c2cdacd9ddf99c963d74d4ef8ebcea2",
        "fd21bf05d1378b9b992f16b948ed17dddb9d890a231880d13f3d1455cd30d8a4",
        "748f2ec0dde5a33c2a72a60bc56e63d358f0c5b674e8eb5167e99c5b25c55612",
        "d1305986c679cf4e44ad5c0bb09a40b8c460f4d6613ece5babdaf9ef42985bcb",
        "69125747e02214422a387aee2bf9f17cdcaa76d3d9f61fe79e9f533154bbdc88",
        "45549d0b1194b13d6c44f254f18384f9acbd10434f17f44cd33b5cdc50fdddad",
        "3f565b28a57f5f52a2e8364b88ef436e5a0f26ff57649cf60dfe57f1027679ac",
        "6b0b2b94f69c4c6d8412a047455f25a1772842cd5e11b1bfbeb51a2ed24addfb",
        "47cc630d674c7581a709b1de7ddbd4b74e02e7707364fbde15610d305987e6c4",
        "fbeff05db6659b4fc922d1bf8cdff902c7c976d1314186a728f08142caa64a2d",
        "fe54e669ab121a42f6cd81ae9110c8cd25772091abf8b68d32ea0bc93579f8b0",
        "49f9fdf0400ef7db1e80490072ef3f36ed06cbb37d11786802516837384ec7e7",
        "8bc88238d50d335e791627ea10fc25c1e354698fc57bb08ba2f9a034a51c4833",
        "2d78b11f257a85e5552203cc0f5c4c22fe99af1f5eb1a4d693c568d466a46d48",
        "567dded693791a02daa34784abe819a22508bc4dbd5aa212651771512e541f11",
    ]

    @Test func `a migration's text does not change`() {
        let digests = Migrations.shipped.all.map { text in
            SHA256.hash(data: [UInt8](text.utf8)).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }
        #expect(
            digests == Self.digests,
            "Write another migration. If no release has this one, its digest is the new one."
        )
    }

    private let later = Migrations(
        all: Migrations.shipped.all + ["CREATE TABLE later (id INTEGER); INSERT INTO later VALUES (1);"]
    )

    @Test func `what a store lacks is applied to it once, and what it holds stays`() async throws {
        let home = try await TestStore()
        let story = try await home.store.write { try $0.insert(.sample(1), now: .sampleNow) }
        for _ in 0..<2 {
            try await home.store.write { [later] transaction in
                let sqlite = try transaction.sqlite
                if try later.areMissing(sqlite) { try later.run(sqlite) }
            }
        }
        #expect(try await home.store.value("SELECT count(*) FROM later") == 1)
        #expect(try await home.store.value("SELECT version FROM schema_version") == .integer(Int64(later.all.count)))
        #expect(try await home.store.read { try $0.story(story.number) } == story)
    }

    @Test func `a migration that fails leaves the store as it was`() async throws {
        let home = try await TestStore()
        let broken = Migrations(all: later.all + ["CREATE TABLE broken (id INTEGER); CREATE TABLE story (id INTEGER);"])
        await #expect(throws: (any Error).self) {
            try await home.store.write { try broken.run($0.sqlite) }
        }
        let tables = "SELECT count(*) FROM sqlite_master WHERE name IN ('later', 'broken')"
        #expect(try await home.store.value(tables) == 0)
        #expect(try await home.store.value("SELECT version FROM schema_version") == .integer(Int64(Store.schema)))
    }

    @Test func `a store of a newer program is refused, and told so`() async throws {
        let home = try await TestStore()
        try await home.store.write { [later] in try later.run($0.sqlite) }
        let error = #expect(throws: NewsError.self) { try Store(folder: home.folder) }
        #expect(error?.code == .invalid && error?.message.contains("newer warta") == true)
    }

    @Test func `programs that open a new folder at once bring it up to date one after another`() async throws {
        let home = try await TestStore()
        let folder = home.folder + "/new"
        let versions = try await withThrowingTaskGroup(of: SQLValue?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let store = try Store(folder: folder)
                    defer { store.close() }
                    return try await store.value("SELECT version FROM schema_version")
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(versions == Array(repeating: .integer(Int64(Store.schema)), count: 8))
    }
}
