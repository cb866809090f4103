/// How much the connections of a node to its database have to do.
public struct PoolFigures: Sendable {
    /// Connections for one kind of transactions, each with a thread of its own.
    public struct Lane: Sendable {
        /// Connections at most.
        public let limit: Int
        /// Those that were made so far.
        public internal(set) var connections = 0
        /// Those that run a transaction now.
        public internal(set) var busy = 0
        /// Transactions that wait for a connection now, and how many may.
        public internal(set) var waiting = 0
        public let mostWaiting: Int
        /// Transactions since the start: that ran to their end, whatever came of them; that were turned away as too many
        /// waited or it took too long.
        public internal(set) var finished = 0
        public internal(set) var refused = 0
    }

    public internal(set) var reading: Lane
    public internal(set) var writing: Lane
    /// What was read from a standby; nil where there is none.
    public internal(set) var standby: Lane?
}
