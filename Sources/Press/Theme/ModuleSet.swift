import BuiltIn
package import NIOCore
import News
import Synchronization

/// The newsroom's JavaScript modules.
///
/// They import one another by name, so one digest of them all stands in the address of each: where one is new, all are.
package final class ModuleSet: Sendable {
    /// Those that are built in.
    package static let builtIn = ModuleSet(BuiltInFiles.files(under: "newsroom/").filter { $0.key.hasSuffix(".js") })

    /// 16 hexadecimal digits.
    package let digest: String
    private let files: [String: [UInt8]]
    /// Those that were asked for, as compressing half a megabyte takes a moment.
    private let pressed = Mutex<[String: Fragment]>([:])

    init(_ files: [String: [UInt8]]) {
        self.files = files
        var whole: [UInt8] = []
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { whole += name.utf8 + [0] + bytes + [0] }
        digest = Fragment.digest(of: whole)
    }

    fileprivate func contains(_ name: String) -> Bool { files[name] != nil }

    fileprivate func pressed(_ name: String) -> Fragment? { pressed.withLock { $0[name] } }

    fileprivate func press(_ name: String, tally: PressTally) -> Fragment {
        let fragment = Fragment.press(files[name] ?? [], unless: nil, tally: tally)
        pressed.withLock { $0[name] = fragment }
        return fragment
    }
}

extension PressRoom {
    /// A module of the newsroom as it is sent; nil where there is none of that name.
    /// - Parameters:
    ///   - name: With its ending.
    ///   - gzip: Whether it is sent as a gzip member or plain.
    /// - Throws: `unavailable` where too much is being pressed.
    package func module(named name: String, of modules: ModuleSet, gzip: Bool) async throws -> ByteBuffer? {
        guard modules.contains(name) else { return nil }
        if gzip, let fragment = modules.pressed(name) { return fragment.gzipMember }
        do {
            return try await house.threads.take { [tally = house.tally] thread in
                try await thread {
                    let fragment = modules.pressed(name) ?? modules.press(name, tally: tally)
                    return gzip ? fragment.gzipMember : ByteBuffer(bytes: fragment.inflated())
                }
            }
        } catch is PressingThreads.AllBusy {
            throw NewsError(.unavailable, "Too many pages are being made; ask again in a few seconds.")
        }
    }
}

extension Fragment {
    /// The fragment alone as a gzip member.
    fileprivate var gzipMember: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeBytes(Deflate.gzipHeader)
        buffer.writeBytes(segment)
        var end = GzipEnd()
        end.add(self)
        end.write(to: &buffer)
        return buffer
    }
}
