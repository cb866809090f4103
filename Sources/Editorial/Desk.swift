public import Logging
public import News
public import Storage

/// The newsroom's desk: where every change of a story is made.
///
/// Each verb checks, changes and writes to the journal in one transaction, and is called alike by the command line,
/// the wire and the site. Who does it is a parameter, never ambient.
public struct Desk: Sendable {
    let store: Store
    let logger: Logger
    let clock: @Sendable () -> Timestamp
    /// How long the process has been running, for work that must not keep the store too long.
    let stopwatch: @Sendable () -> Duration
    /// How members' passwords are hashed.
    let passwords: Passwords
    /// Where letters to members are written, if the house sends any.
    let mail: OutgoingMail
    let textPreparer = TextPreparer()
    /// What those who write together share in memory.
    let writing = Writing()
    /// Who has the newsroom's list open.
    let listListeners = ListListeners()
    /// Those that have a front open.
    let frontListeners = ListListeners()

    /// The clock is asked once for each verb, so that everything it does has one time.
    public init(store: Store, logger: Logger, clock: @escaping @Sendable () -> Timestamp) {
        self.init(store: store, logger: logger, clock: clock, passwords: .usual)
    }

    /// A desk whose passwords a test may make cheap.
    package init(
        store: Store,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp,
        passwords: Passwords,
        sendsMail: Bool = false
    ) {
        let start = ContinuousClock.now
        self.init(
            store: store,
            logger: logger,
            clock: clock,
            stopwatch: { ContinuousClock.now - start },
            passwords: passwords,
            sendsMail: sendsMail
        )
    }

    /// A desk whose stopwatch a test may move.
    package init(
        store: Store,
        logger: Logger,
        clock: @escaping @Sendable () -> Timestamp,
        stopwatch: @escaping @Sendable () -> Duration,
        passwords: Passwords = .usual,
        sendsMail: Bool = false
    ) {
        self.store = store
        self.logger = logger
        self.clock = clock
        self.stopwatch = stopwatch
        self.passwords = passwords
        mail = OutgoingMail(isOn: sendsMail)
    }
}
