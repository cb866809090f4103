import NIOCore
import Synchronization

/// The states of all event loops; each connection asks once for that of its own.
final class LoopStates: Sendable {
    private let sites: SiteRouter
    private let limits: Limits
    private let unsent: SendBufferBudget
    private let states = Mutex<[ObjectIdentifier: NIOLoopBound<LoopState>]>([:])

    init(sites: SiteRouter, limits: Limits, unsent: SendBufferBudget) {
        self.sites = sites
        self.limits = limits
        self.unsent = unsent
    }

    /// To be called on the loop itself.
    func state(of loop: any EventLoop) -> LoopState {
        let bound = states.withLock { states in
            if let known = states[ObjectIdentifier(loop)] { return known }
            let new = NIOLoopBound(LoopState(loop: loop, sites: sites, limits: limits, unsent: unsent), eventLoop: loop)
            states[ObjectIdentifier(loop)] = new
            return new
        }
        return bound.value
    }
}
