import Crypto
import CryptoExtras
import News
import Storage
import TestSupport
import Testing

@testable import Editorial

/// Passkeys: made for one session, used for one browser, and for nobody who only saw one being used.
@Suite struct PasskeyTests {
    private let place: PasskeyPlace
    private let secret = Desk.newFormSecret()

    init() throws {
        place = try #require(PasskeyPlace(authority: "warta.example", isSecure: true))
    }

    private func begin(_ people: PeopleDesk, _ token: String) async throws -> PasskeySetup {
        try await people.desk.beginPasskey(session: token, password: PeopleDesk.password, at: place, from: .home)
    }

    @discardableResult
    private func add(_ people: PeopleDesk, _ device: Authenticator, _ token: String) async throws -> Passkey {
        let challenge = try await begin(people, token).challenge
        let made = device.made(challenge)
        return try await people.desk.addPasskey(session: token, made, named: "Laptop", at: place, from: .home)
    }

    private func signIn(_ people: PeopleDesk, _ used: UsedPasskey, _ secret: String? = nil) async -> NewsError.Code? {
        do {
            _ = try await people.desk.signIn(used, formSecret: secret ?? self.secret, at: place, from: .home)
            return nil
        } catch { return (error as? NewsError)?.code }
    }

    private func challenge(_ people: PeopleDesk) async throws -> String {
        try await people.desk.passkeyChallenge(formSecret: secret)
    }

    static let keys: [@Sendable () throws -> Authenticator.Key] = [
        { .es256(P256.Signing.PrivateKey()) }, { .eddsa(Curve25519.Signing.PrivateKey()) },
        { .rs256(try _RSA.Signing.PrivateKey(keySize: .bits2048)) },
    ]

    @Test(arguments: keys.indices) func `a passkey of each kind is made, lets in, and is told of`(
        kind: Int
    ) async throws {
        let people = try await PeopleDesk(sendsMail: true)
        let citra = try await people.add()
        let token = try await people.signIn().token
        let away = try await people.signIn(from: .elsewhere(1)).token
        let device = Authenticator(key: try Self.keys[kind]())
        let passkey = try await add(people, device, token)
        #expect(try await people.desk.passkeys(of: citra.number).map(\.number) == [passkey.number])
        // Whoever was in before, elsewhere, is out; letter and log tell of it.
        #expect(try await people.member(away) == nil)
        #expect(try await people.member(token) == citra)
        #expect(try await people.acts(of: citra).last == .passkeyAdded)
        #expect(try await people.desk.letters(of: citra.number).map(\.kind) == [.passkeyAdded])
        #expect(await signIn(people, try device.used(try await challenge(people), handle: citra.userHandle)) == nil)
        #expect(try await people.desk.passkeys(of: citra.number)[0].lastUsed == people.clock.now)
        for bit in [0, 9, 40] {
            let used = try device.used(try await challenge(people)) { $0[min(bit, $0.count - 1)] ^= 1 }
            #expect(await signIn(people, used) == .refused)
        }
    }

    @Test func `it is asked for no code, as it is both factors`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let token = try await people.signIn().token
        let device = Authenticator()
        try await add(people, device, token)
        let setup = try await people.desk.beginSecondFactor(
            session: token,
            password: PeopleDesk.password,
            from: .home
        )
        let app = try #require(TimedCode(base32: setup.secret))
        let code = app.code(step: people.clock.now.seconds / 30)
        _ = try await people.desk.confirmSecondFactor(session: token, code: code, from: .home)
        #expect(await signIn(people, try device.used(try await challenge(people))) == nil)
        // Whoever has lost the device is let in again by a reset, and the passkey lets in nobody.
        try await people.desk.resetSecondFactor(citra.number, by: .commandLine)
        #expect(await signIn(people, try device.used(try await challenge(people))) == .refused)
    }

    @Test func `an answer is taken once, in its time, and from the browser that was asked`() async throws {
        let people = try await PeopleDesk()
        try await people.add()
        let device = Authenticator()
        try await add(people, device, try await people.signIn().token)
        let used = try device.used(try await challenge(people))
        #expect(await signIn(people, used, Desk.newFormSecret()) == .refused)
        #expect(await signIn(people, used) == nil)
        #expect(await signIn(people, used) == .refused)
        let late = try device.used(try await challenge(people))
        people.clock.advance(seconds: Passkey.patience)
        #expect(await signIn(people, late) == .notFound)
        for challenge in ["", "AAAA", "!", Base64URL.write([UInt8](repeating: 0, count: 56))] {
            #expect(await signIn(people, try device.used(challenge)) == .refused)
        }
        // Whoever knows what the browser holds cannot write a challenge of their own.
        let others = SignInChallenge(houseSecret: secret, formSecret: secret)
        let forged = others.make(until: people.clock.now.adding(seconds: 60))
        #expect(await signIn(people, try device.used(forged)) == .refused)
        // Another end changes nothing of what was signed.
        var bytes = try #require(Base64URL.read(try await challenge(people)))
        bytes[20] ^= 1
        #expect(await signIn(people, try device.used(Base64URL.write(bytes))) == .refused)
    }

    static let wrong: [(String, @Sendable (inout Authenticator) -> Void)] = [
        ("another origin", { $0.origin = "https://warta.example.attacker.example" }),
        ("plain HTTP", { $0.origin = "http://warta.example" }), ("another port", { $0.origin += ":8443" }),
        ("another host", { $0.host = "attacker.example" }), ("nobody present", { $0.flags = 0x04 }),
        ("nobody verified", { $0.flags = 0x01 }), ("a backup of what cannot be", { $0.flags = 0x15 }),
        ("within a frame", { $0.more = #","crossOrigin":true"# }),
        ("within another page", { $0.more = #","topOrigin":"https://a.example""# }),
        ("another act", { $0.type = "payment.get" }), ("a key twice", { $0.more = #","type":"webauthn.get""# }),
        ("extensions that are not there", { $0.flags = 0x85 }),
    ]

    @Test(arguments: wrong.indices) func `what was done elsewhere, or by nobody, is not taken`(index: Int) async throws
    {
        let (name, change) = Self.wrong[index]
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let token = try await people.signIn().token
        let device = Authenticator()
        var other = device
        change(&other)
        let made = other.made(try await begin(people, token).challenge)
        await #expect(throws: NewsError.self, "\(name)") {
            try await people.desk.addPasskey(session: token, made, named: "x", at: place, from: .home)
        }
        #expect(try await people.desk.passkeys(of: citra.number).isEmpty)
        try await add(people, device, token)
        #expect(await signIn(people, try other.used(try await challenge(people))) == .refused, "\(name)")
        #expect(await signIn(people, try device.used(try await challenge(people))) == nil)
    }

    @Test func `a copied key is noticed by its count, and logged`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        var device = Authenticator()
        device.counter = 5
        try await add(people, device, try await people.signIn().token)
        device.counter = 6
        #expect(await signIn(people, try device.used(try await challenge(people))) == nil)
        for count: UInt32 in [6, 5, 0] {
            device.counter = count
            #expect(await signIn(people, try device.used(try await challenge(people))) == .refused)
        }
        let line = try #require(try await people.desk.securityLog(of: citra.number, limit: 1).first)
        #expect(line.act == .signInFailed && line.detail == "a copy of passkey 1")
        device.counter = .max
        #expect(await signIn(people, try device.used(try await challenge(people))) == nil)
    }

    @Test func `adding one needs the password, the very session, and is done once`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let token = try await people.signIn().token
        let other = try await people.signIn(from: .elsewhere(1)).token
        await #expect(throws: NewsError.self) {
            try await people.desk.beginPasskey(session: token, password: "salah salah", at: place, from: .home)
        }
        let device = Authenticator()
        // A challenge that nobody gave, and one of another session of the same member.
        let given = try await begin(people, other).challenge
        for challenge in [Base64URL.write(Array("apa saja".utf8)), given] {
            await #expect(throws: NewsError.self) {
                try await people.desk.addPasskey(
                    session: token,
                    device.made(challenge),
                    named: "x",
                    at: place,
                    from: .home
                )
            }
        }
        let late = try await begin(people, token).challenge
        people.clock.advance(seconds: Passkey.patience)
        await #expect(throws: NewsError.self) {
            try await people.desk.addPasskey(session: token, device.made(late), named: "x", at: place, from: .home)
        }
        let made = device.made(try await begin(people, token).challenge)
        try await people.desk.addPasskey(session: token, made, named: "x", at: place, from: .home)
        await #expect(throws: NewsError.self) {
            try await people.desk.addPasskey(session: token, made, named: "x", at: place, from: .home)
        }
        // The same key, by a challenge of its own: it is one passkey.
        await #expect(throws: NewsError.self) { try await add(people, device, token) }
        #expect(try await people.desk.passkeys(of: citra.number).count == 1)
    }

    @Test func `it is removed with the password, by its own member alone, and lets in no more`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        try await people.add("Bagus", .bagus)
        let token = try await people.signIn().token
        let bagus = try await people.signIn("bagus@warta.example").token
        let device = Authenticator()
        let number = try await add(people, device, token).number
        for (token, password) in [(token, "salah salah"), (bagus, PeopleDesk.password)] {
            await #expect(throws: NewsError.self) {
                try await people.desk.removePasskey(session: token, number, password: password, from: .home)
            }
        }
        #expect(await signIn(people, try device.used(try await challenge(people), handle: "c2lhcGE")) == .refused)
        try await people.desk.removePasskey(session: token, number, password: PeopleDesk.password, from: .home)
        #expect(try await people.acts(of: citra).last == .passkeyRemoved)
        #expect(await signIn(people, try device.used(try await challenge(people))) == .refused)
    }

    @Test func `a member who is deactivated is let in by no passkey`() async throws {
        let people = try await PeopleDesk()
        let citra = try await people.add()
        let device = Authenticator()
        try await add(people, device, try await people.signIn().token)
        try await people.desk.deactivateMember(citra.number, by: .commandLine)
        #expect(await signIn(people, try device.used(try await challenge(people))) == .refused)
    }

    @Test func `browsers make passkeys at names, not at numbers`() {
        for text in ["127.0.0.1:8080", "[::1]:80", "", "a b", "warta..example", "192.0.2.1"] {
            #expect(PasskeyPlace(authority: text, isSecure: true) == nil, "\(text)")
        }
        let place = PasskeyPlace(authority: "LocalHost:8080", isSecure: false)
        #expect(place?.host == "localhost" && place?.origin == "http://localhost:8080")
    }
}
