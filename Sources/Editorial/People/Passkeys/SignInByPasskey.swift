internal import Logging
public import News
internal import Storage

/// What a browser answers that has used a passkey, all in base64url.
public struct UsedPasskey: Sendable {
    let credential: String
    let clientData: String
    let authenticatorData: String
    let signature: String
    let userHandle: String

    public init(
        credential: String,
        clientData: String,
        authenticatorData: String,
        signature: String,
        userHandle: String
    ) {
        self.credential = credential
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.userHandle = userHandle
    }
}

extension Desk {
    /// What a passkey has to sign so that somebody is let in, for the browser that has this secret for its forms.
    public func passkeyChallenge(formSecret: String) async throws -> String {
        try await signInChallenge(formSecret).make(until: clock().adding(seconds: Passkey.patience))
    }

    private func signInChallenge(_ formSecret: String) async throws -> SignInChallenge {
        SignInChallenge(houseSecret: try await houseSecret("passkey sign-in"), formSecret: formSecret)
    }

    /// Signs in whoever has used one of their passkeys; it counts as both factors.
    /// - Parameters:
    ///   - used: What the browser answered.
    ///   - formSecret: The secret of its forms, for which the challenge was made.
    ///   - place: The page.
    ///   - caller: From where.
    ///   - former: The token that the browser had before; its session ends.
    /// - Throws: `refused` where the answer is none to our challenge, was given before, or no passkey of an active member
    ///   gave it; `notFound` where the challenge is too old.
    public func signIn(
        _ used: UsedPasskey,
        formSecret: String,
        at place: PasskeyPlace,
        from caller: Caller,
        replacing former: String? = nil
    ) async throws -> SignIn {
        let now = clock()
        guard let clientData = Base64URL.read(used.clientData), let bytes = Base64URL.read(used.authenticatorData),
            let signature = Base64URL.read(used.signature),
            let challenge = ClientData.challenge(in: clientData, of: .used, at: place),
            let end = try await signInChallenge(formSecret).end(of: challenge),
            let data = AuthenticatorData(bytes, for: place.host)
        else { throw Self.unknownPasskey }
        guard now < end else { throw NewsError(.notFound, "That took too long; try once more.") }
        // Before anything is written, as it takes long with some keys, and writers wait for one another.
        let checked = try await store.read { try $0.passkey(credential: used.credential) }
        guard let checked,
            let key = Base64URL.read(checked.publicKey).flatMap({ CBOR($0) }).flatMap({ PublicKey(cose: $0) }),
            key.isValid(signature, for: bytes + Secret.hash(of: clientData))
        else { throw Self.unknownPasskey }
        // A copied key is logged: what comes of it is thrown after that is on disk.
        let outcome = try await store.write { transaction -> Result<SignIn, NewsError> in
            guard let passkey = try transaction.passkey(credential: used.credential), passkey.host == place.host,
                passkey.publicKey == checked.publicKey,
                let member = try transaction.member(passkey.member), member.isActive,
                used.userHandle.isEmpty || used.userHandle == member.userHandle
            else { return .failure(Self.unknownPasskey) }
            guard try transaction.usePasskeyChallenge(Secret.digest(of: challenge), until: end, at: now) else {
                return .failure(Self.unknownPasskey)
            }
            guard passkey.allows(counter: data.counter) else {
                try transaction.log(member.failedSignIn(from: caller, at: now, "a copy of passkey \(passkey.number)"))
                return .failure(Self.unknownPasskey)
            }
            try transaction.notePasskey(passkey.number, counter: data.counter, at: now)
            try transaction.endSession(ofToken: former)
            return .success(try transaction.signIn(member, .signedIn, from: caller, at: now, by: "passkey"))
        }
        let signIn = try outcome.get()
        logger.info("signed in", metadata: ["member": "\(signIn.member.number)"])
        return signIn
    }

    private static let unknownPasskey = NewsError(
        .refused,
        "This passkey is not known here; sign in with e-mail address and password."
    )
}
