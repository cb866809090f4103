import Foundation

/// Shows the progress of long work: a bar on a terminal, otherwise a line every few seconds.
struct Progress {
    private let noun: String
    /// The total amount of work, such as bytes; nil if it is unknown.
    private let total: Int?
    private let start = ContinuousClock.now
    private var shown = ContinuousClock.now
    private var hasBar = false

    /// - Parameter noun: What is counted: `stories`.
    init(_ noun: String, total: Int?) {
        self.noun = noun
        self.total = total
    }

    /// Shows how many are done, and how much of the total that is.
    mutating func tell(_ count: Int, done: Int) {
        let now = ContinuousClock.now
        guard now - shown > (Terminal.isInteractive ? .milliseconds(100) : .seconds(5)) else { return }
        shown = now
        let text = line(count, done, seconds: (now - start) / .seconds(1))
        if Terminal.isInteractive {
            hasBar = true
            Terminal.show("\r\u{1B}[K" + text)
        } else {
            Terminal.show(text + "\n")
        }
    }

    /// Removes the bar, so that the next output starts on a clean line.
    mutating func end() {
        if hasBar { Terminal.show("\r\u{1B}[K") }
        hasBar = false
    }

    private func line(_ count: Int, _ done: Int, seconds: Double) -> String {
        let rate = Int(Double(count) / max(seconds, 0.001))
        let counted = "\(count) \(noun), \(rate)/s"
        guard let total, total > 0, done > 0 else { return counted }
        let share = min(1, Double(done) / Double(total))
        let left = Int(seconds / share * (1 - share))
        let remaining = "\(left / 60):" + (left % 60 < 10 ? "0" : "") + "\(left % 60) left"
        guard Terminal.isInteractive else { return "\(Int(share * 100)) %, \(counted), \(remaining)" }
        let filled = Int(share * 24)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        return "\(bar) \(Int(share * 100)) %  \(counted)  \(remaining)"
    }
}
