import NIOCore
import Synchronization

/// The state of each event loop; asked once for a connection.
final class LoopStates: Sendable {
    private let site: PublicSite
    private let limits: Limits
    private let unsent: SendBufferBudget
    private let states = Mutex<[ObjectIdentifier: NIOLoopBound<LoopState>]>([:])

    init(site: PublicSite, limits: Limits, unsent: SendBufferBudget) {
        self.site = site
        self.limits = limits
        self.unsent = unsent
    }

    /// To be called on the loop itself.
    func state(of loop: any EventLoop) -> LoopState {
        let bound = states.withLock { states in
            if let known = states[ObjectIdentifier(loop)] { return known }
            let new = NIOLoopBound(LoopState(loop: loop, site: site, limits: limits, unsent: unsent), eventLoop: loop)
            states[ObjectIdentifier(loop)] = new
            return new
        }
        return bound.value
    }
}
