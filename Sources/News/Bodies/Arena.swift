internal import CGumbo

/// Memory for one parse, given back all at once.
///
/// gumbo 0.10.1 frees its tree by recursion, which a body of nested elements turns into a stack overflow. With an arena
/// nothing is freed node by node, and nothing is ever freed twice.
struct Arena: ~Copyable {
    private struct State {
        var next: UnsafeMutableRawPointer
        var left: Int
        /// Each chunk begins with a pointer to the one before it.
        var chunk: UnsafeMutableRawPointer?
        var size: Int
    }

    private let state: UnsafeMutablePointer<State>

    /// Takes a first chunk that fits what a text of so many bytes commonly needs.
    init(for bytes: Int) {
        state = .allocate(capacity: 1)
        let size = max(32_768, bytes * 12)
        state.initialize(to: State(next: UnsafeMutableRawPointer(state), left: 0, chunk: nil, size: size))
    }

    deinit {
        var chunk = state.pointee.chunk
        while let current = chunk {
            chunk = current.load(as: UnsafeMutableRawPointer?.self)
            current.deallocate()
        }
        state.deallocate()
    }

    /// Makes gumbo take its memory here.
    ///
    /// The options must not outlive the arena.
    func serve(_ options: inout GumboOptions) {
        options.userdata = UnsafeMutableRawPointer(state)
        options.allocator = { userdata, size in
            userdata.map { Arena.allocate($0.assumingMemoryBound(to: State.self), size) }
        }
        options.deallocator = { _, _ in }
    }

    private static func allocate(_ state: UnsafeMutablePointer<State>, _ size: Int) -> UnsafeMutableRawPointer {
        let needed = (max(size, 1) + 15) & ~15
        if state.pointee.left < needed { addChunk(state, atLeast: needed) }
        let result = state.pointee.next
        state.pointee.next = result + needed
        state.pointee.left -= needed
        return result
    }

    private static func addChunk(_ state: UnsafeMutablePointer<State>, atLeast needed: Int) {
        let size = max(state.pointee.size, needed) + 16
        let chunk = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        chunk.storeBytes(of: state.pointee.chunk, as: UnsafeMutableRawPointer?.self)
        state.pointee.chunk = chunk
        state.pointee.next = chunk + 16
        state.pointee.left = size - 16
        state.pointee.size = min(size * 2, 4 << 20)
    }
}
