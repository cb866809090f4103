import Foundation
import Logging
import News
import Synchronization

/// All output to the terminal.
///
/// Messages may quote a wire, a file name or a request, so control characters are escaped before they are printed.
enum Terminal {
    /// Whether standard error is a terminal, so that a line can be overwritten.
    static let isInteractive = isatty(FileHandle.standardError.fileDescriptor) == 1

    /// Whether `--log-level` asks for everything.
    static let isDebugging = Atomic<Bool>(false)

    /// Whether `--log-format` asks for JSON on standard error.
    static let isJSON = Atomic<Bool>(false)

    static func say(_ text: String) {
        write(text.printable() + "\n", to: .standardOutput)
    }

    /// An error or a warning: one sentence, on standard error.
    static func warn(_ text: String) {
        if isJSON.load(ordering: .relaxed) { return JSONLog.write(.error, "warta", text) }
        write("warta: \(text.printable())\n", to: .standardError)
    }

    static func debug(_ text: String) {
        guard isDebugging.load(ordering: .relaxed) else { return }
        if isJSON.load(ordering: .relaxed) { return JSONLog.write(.debug, "warta", text) }
        write(text.printable() + "\n", to: .standardError)
    }

    /// A text of several lines, on standard error.
    static func warn(lines text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            write(line.description.printable() + "\n", to: .standardError)
        }
    }

    /// Writes to standard error without a line end, and without escaping: only for text of our own.
    static func show(_ text: String) {
        write(text, to: .standardError)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // The reader of a pipe may have gone away (`warta export | head`), which is not an error.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
