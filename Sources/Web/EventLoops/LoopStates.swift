import NIOCore
import Synchronization

/// The states of all event loops; each connection asks once for that of its own.
final class LoopStates: Sendable {
    private let sites: SiteRouter
    private let limits: Limits
    private let registry: ConnectionRegistry
    private let states = Mutex<[ObjectIdentifier: NIOLoopBound<LoopState>]>([:])

    init(sites: SiteRouter, limits: Limits, registry: ConnectionRegistry) {
        self.sites = sites
        self.limits = limits
        self.registry = registry
    }

    /// To be called on the loop itself.
    func state(of loop: any EventLoop) -> LoopState {
        let bound = states.withLock { states in
            if let known = states[ObjectIdentifier(loop)] { return known }
            let new = LoopState(
                loop: loop,
                sites: sites,
                limits: limits,
                unsent: registry.unsent,
                tally: registry.tallies.make(),
                log: registry.accessLog
            )
            let bound = NIOLoopBound(new, eventLoop: loop)
            states[ObjectIdentifier(loop)] = bound
            return bound
        }
        return bound.value
    }
}
