internal import Crypto
public import News
internal import Storage

/// What a browser is told that is to make a passkey.
public struct PasskeySetup: Sendable {
    /// To be signed; good for this session alone, once, for `Passkey.patience`.
    public let challenge: String
    /// By which devices know that passkeys are of one account; says nothing of the member.
    public let userHandle: String
    /// The credentials that the member has for this host.
    public let known: [String]
    /// COSE algorithms, the one that is liked most first.
    public let algorithms: [Int]
}

/// What a browser answers that has made a passkey, all in base64url.
public struct MadePasskey: Sendable {
    let clientData: String
    let attestation: String

    public init(clientData: String, attestation: String) {
        self.clientData = clientData
        self.attestation = attestation
    }
}

extension Desk {
    /// A member's passkeys, the oldest first.
    public func passkeys(of member: MemberNumber) async throws -> [Passkey] {
        try await store.read { try $0.passkeys(of: member) }
    }

    /// Begins to add a passkey, for which the password is asked once more.
    /// - Throws: `refused` where nobody is signed in with the token, or the password is wrong; `conflict` where the member
    ///   has as many as they may; `throttled`; `unavailable`.
    public func beginPasskey(
        session token: String,
        password: String,
        at place: PasskeyPlace,
        from caller: Caller
    ) async throws -> PasskeySetup {
        let challenge = Base64URL.write(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
        return try await provingAgain(session: token, password, from: caller) { transaction, member, now in
            let known = try transaction.passkeys(of: member.number)
            guard known.count < Passkey.most else {
                throw NewsError(.conflict, "\(Passkey.most) passkeys are the most; remove one first.")
            }
            let end = now.adding(seconds: Passkey.patience)
            let subject = Secret.digest(of: token)
            try transaction.keepPasskeyChallenge(Secret.digest(of: challenge), subject, until: end, at: now)
            return PasskeySetup(
                challenge: challenge,
                userHandle: member.userHandle,
                known: known.filter { $0.host == place.host }.map(\.credential),
                algorithms: PublicKey.algorithms
            )
        }
    }

    /// Adds a passkey that a browser has made.
    ///
    /// Of which make the device is, is not asked, so what it says of that is not looked at.
    /// - Throws: `refused` where nobody is signed in with the token, or the answer is none to a challenge of this session;
    ///   `invalid` where the name does not do; `conflict` where somebody has that very passkey.
    @discardableResult
    public func addPasskey(
        session token: String,
        _ made: MadePasskey,
        named name: String,
        at place: PasskeyPlace,
        from caller: Caller
    ) async throws -> Passkey {
        let name = try Passkey.checkedName(name)
        guard let clientData = Base64URL.read(made.clientData), let object = Base64URL.read(made.attestation),
            let challenge = ClientData.challenge(in: clientData, of: .made, at: place),
            let bytes = CBOR(object)?[.text("authData")]?.asBytes,
            let data = AuthenticatorData(bytes, for: place.host), let (credential, key) = data.made
        else { throw Self.notTaken }
        let now = clock()
        return try await store.write { transaction in
            let (session, member) = try transaction.signedIn(token, at: now)
            let subject = Secret.digest(of: token)
            guard try transaction.takePasskeyChallenge(Secret.digest(of: challenge), subject, at: now) else {
                throw Self.notTaken
            }
            let passkey = Passkey(
                member: member.number,
                credential: Base64URL.write(credential),
                publicKey: Base64URL.write(key),
                host: place.host,
                name: name,
                counter: data.counter,
                added: now
            )
            guard try transaction.passkey(credential: passkey.credential) == nil else {
                throw NewsError(.conflict, "That passkey is known already.")
            }
            guard try transaction.passkeys(of: member.number).count < Passkey.most else { throw Self.notTaken }
            try transaction.addPasskey(passkey)
            try transaction.endSessions(besides: session)
            try transaction.log(member.event(.passkeyAdded, from: caller, at: now, name))
            try mail.tell(.passkeyAdded, to: member, by: LetterOrigin(caller), name, in: transaction, at: now)
            return try transaction.passkey(credential: passkey.credential) ?? passkey
        }
    }

    /// Removes one of a member's own passkeys, for which the password is asked once more.
    /// - Throws: `refused` where nobody is signed in with the token, or the password is wrong; `notFound`; `throttled`;
    ///   `unavailable`.
    public func removePasskey(
        session token: String,
        _ number: Int64,
        password: String,
        from caller: Caller
    ) async throws {
        try await provingAgain(session: token, password, from: caller) { transaction, member, now in
            guard let passkey = try transaction.passkeys(of: member.number).first(where: { $0.number == number }) else {
                throw NewsError(.notFound, "There is no such passkey.")
            }
            try transaction.dropPasskey(number, of: member.number)
            try transaction.log(member.event(.passkeyRemoved, from: caller, at: now, passkey.name))
            let origin = LetterOrigin(caller)
            try mail.tell(.passkeyRemoved, to: member, by: origin, passkey.name, in: transaction, at: now)
        }
    }

    private static let notTaken = NewsError(.refused, "The passkey was not taken; begin again.")
}

extension Member {
    /// By which devices know the account (at most 64 bytes, no name and no address).
    var userHandle: String { Base64URL.write("warta member \(number)".utf8) }
}
