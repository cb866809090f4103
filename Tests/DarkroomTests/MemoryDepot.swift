import News
import Synchronization

/// A depot in memory, which can be away, refuse, and break in the middle.
final class MemoryDepot: PictureDepot {
    private struct State {
        var objects: [String: [UInt8]] = [:]
        var fault: DepotFault?
        /// Writes that still work before the fault.
        var writes = Int.max
        var questions = 0
    }

    private let state = Mutex(State())
    let place = "s3://ingatan"

    var objects: [String: [UInt8]] { state.withLock { $0.objects } }
    /// How often it was asked for something.
    var questions: Int { state.withLock { $0.questions } }

    func fail(_ fault: DepotFault?, afterWrites writes: Int = 0) {
        state.withLock { state in
            state.fault = writes == 0 ? fault : nil
            state.writes = fault == nil ? .max : writes
        }
    }

    func put(_ bytes: [UInt8]?, at key: String) { state.withLock { $0.objects[key] = bytes } }

    func read(_ key: String, atMost limit: Int, _ patience: DepotPatience) throws(DepotFault) -> [UInt8]? {
        try asked { $0.objects[key] }
    }

    func write(_ bytes: ArraySlice<UInt8>, to key: String) throws(DepotFault) {
        let broken = state.withLock { state in
            state.writes -= 1
            return state.writes < 0
        }
        if broken { throw .away("the line was cut") }
        try asked { $0.objects[key] = Array(bytes) }
    }

    /// Two at a time, so that there is more than one page.
    func keys(under prefix: String, after last: String?) throws(DepotFault) -> [String] {
        try asked { state in
            let keys = state.objects.keys.filter { $0.hasPrefix(prefix) && (last == nil || $0 > last ?? "") }
            return Array(keys.sorted().prefix(2))
        }
    }

    private func asked<Value: Sendable>(_ work: (inout State) -> Value) throws(DepotFault) -> Value {
        try state.withLock { (state) throws(DepotFault) in
            state.questions += 1
            if let fault = state.fault { throw fault }
            return work(&state)
        }
    }
}
