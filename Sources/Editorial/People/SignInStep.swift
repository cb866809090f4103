/// How far somebody has come in who gave the right password.
public enum SignInStep: Sendable {
    case signedIn(SignIn)
    /// A code of the second factor is wanted next, with this, within `SecondFactor.patience`.
    case needsCode(challenge: String)

    /// The session, where no code is wanted.
    public var signIn: SignIn? {
        if case .signedIn(let signIn) = self { signIn } else { nil }
    }
}
