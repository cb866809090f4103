import Press
import ServiceLifecycle

/// Keeps pages fresh: follows the journal until the server stops.
struct JournalService: Service {
    let press: PressRoom

    func run() async throws {
        await cancelWhenGracefulShutdown { [press] in await press.follow() }
        // A store that is closed under a stop that hangs ends the following before it is this service's turn.
        try? await gracefulShutdown()
    }
}

/// Counts and ranks reads; the last are stored when the server has stopped.
struct RankingService: Service {
    let press: PressRoom

    func run() async throws {
        await cancelWhenGracefulShutdown { [press] in await press.rank() }
    }
}
