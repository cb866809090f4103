public import News

/// Does work of a room and, where it fails, adds to the sentence which flag or command helps: rooms know of neither.
///
/// - Parameters:
///   - advice: One sentence.
///   - code: The faults that it helps with; nil for all.
///   - work: The work.
/// - Throws: What the work throws.
public func advising<Value>(
    _ advice: String,
    on code: NewsError.Code? = nil,
    _ work: () throws -> Value
) throws -> Value {
    do {
        return try work()
    } catch let error as NewsError {
        throw error.with(advice, on: code)
    }
}

/// Does work of a room that takes its time, as the other function of this name.
///
/// - Parameters:
///   - advice: One sentence.
///   - code: The faults that it helps with; nil for all.
///   - work: The work.
/// - Throws: What the work throws.
public func advising<Value>(
    _ advice: String,
    on code: NewsError.Code? = nil,
    _ work: () async throws -> Value
) async throws -> Value {
    do {
        return try await work()
    } catch let error as NewsError {
        throw error.with(advice, on: code)
    }
}

extension NewsError {
    fileprivate func with(_ advice: String, on code: Code?) -> NewsError {
        code == nil || code == self.code ? NewsError(self.code, "\(message) \(advice)") : self
    }
}
