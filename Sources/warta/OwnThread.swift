import Dispatch

/// Runs what blocks, such as decoding a picture, away from Swift's cooperative threads, of which there are few.
func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(returning: work()) }
    }
}
