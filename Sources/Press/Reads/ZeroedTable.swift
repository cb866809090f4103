#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A table of numbers that are all 0 at first.
///
/// Its memory comes from the system as pages of zeros, and a page takes no room before something is written to it: a
/// newspaper with few readers pays for few of them.
struct ZeroedTable<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    let count: Int
    private let start: UnsafeMutablePointer<Element>

    /// - Parameter count: Numbers in the table, at least one.
    init(count: Int) {
        guard let memory = calloc(count, MemoryLayout<Element>.stride) else {
            fatalError("The system has no memory for a table of \(count) numbers.")
        }
        self.count = count
        start = memory.bindMemory(to: Element.self, capacity: count)
    }

    deinit { free(start) }

    subscript(index: Int) -> Element {
        get {
            precondition(index >= 0 && index < count)
            return start[index]
        }
        set {
            precondition(index >= 0 && index < count)
            start[index] = newValue
        }
    }
}
