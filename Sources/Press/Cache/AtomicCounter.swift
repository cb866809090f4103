import Synchronization

/// A number that many may read and move at once; a class, so that a list can hold some.
final class AtomicCounter: Sendable {
    let value = Atomic<Int>(0)
}
