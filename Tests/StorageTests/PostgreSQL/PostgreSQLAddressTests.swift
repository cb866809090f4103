import News
import Testing

@testable import Storage

/// What is told of a database's address.
@Suite struct PostgreSQLAddressTests {
    @Test(arguments: [
        "postgres://warta:ra/hasia@db.example:5432/warta", "postgres://warta:ra@hasia@db.example/warta",
        "postgres://warta:ra?hasia@db.example/warta", "postgres://warta:/rahasia@db.example/warta",
        "postgres://warta@db.example:rahasia/warta", "postgres://warta:ra%hasia@db.example/warta",
        "postgres:///warta?hasia", "mysql://warta:rahasia@db.example/warta",
    ])
    func `a password that is not written as one is in no sentence`(address: String) throws {
        do {
            let place = try PostgreSQLAddress(address).place
            #expect(!place.contains("hasia"), "\(place)")
        } catch let error as NewsError {
            #expect(error.code == .invalid && !"\(error)".contains("hasia"))
        }
    }

    @Test func `server and database are told, several of them too, and never who signs in`() throws {
        let one = try PostgreSQLAddress("postgres://warta:ra%2Fha%40sia@db.example:5432/warta?sslmode=require")
        #expect(one.place == "db.example:5432/warta")
        #expect(one.withoutPassword("no entry with ra/ha@sia") == "no entry with …")
        let several = try PostgreSQLAddress("postgres://warta:rahasia@a:1,b:2/warta?target_session_attrs=read-write")
        #expect(several.place == "a,b:1,2/warta")
        #expect(try PostgreSQLAddress("postgres:///warta?host=/run/postgresql").place == "/run/postgresql/warta")
        #expect(try PostgreSQLAddress("postgres:///warta").place == "the local socket/warta")
    }
}
