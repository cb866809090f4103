import Foundation
import News
import Synchronization

/// Words for the person at the terminal, and the only place where any are printed.
///
/// What is said may quote a wire, a file's name or a reader's request: none of it reaches the terminal as it came.
enum Terminal {
    /// Whether standard error is a terminal, on which a line can be written over.
    static let isInteractive = isatty(FileHandle.standardError.fileDescriptor) == 1

    /// Whether `--log-level` asks for everything.
    static let isDebugging = Atomic<Bool>(false)

    static func say(_ text: String) {
        write(text.printable() + "\n", to: .standardOutput)
    }

    /// An error or a warning: one sentence, on standard error.
    static func warn(_ text: String) {
        write("warta: \(text.printable())\n", to: .standardError)
    }

    static func debug(_ text: String) {
        if isDebugging.load(ordering: .relaxed) { write(text.printable() + "\n", to: .standardError) }
    }

    /// A text of several lines, on standard error.
    static func warn(lines text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            write(line.description.printable() + "\n", to: .standardError)
        }
    }

    /// What is written while work goes on, without a line's end: words and marks of our own alone.
    static func show(_ text: String) {
        write(text, to: .standardError)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // Whoever reads may have gone away (`warta export | head`); that is no fault of ours.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
