import Editorial
import News
import Synchronization

/// Prints what an import tells: how far it has come, and what was not taken.
final class ImportPrinter: Sendable {
    private struct State {
        var progress: Progress
        var warnings: ImportWarnings
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - total: Bytes of all files together.
    ///   - showsAll: Whether each warning is printed, however many there are.
    init(total: Int, showsAll: Bool) {
        state = Mutex(State(progress: Progress("stories", total: total), warnings: ImportWarnings(showsAll: showsAll)))
    }

    /// Prints the event, unless it is only to be counted.
    @Sendable func tell(_ event: IntakeEvent) {
        state.withLock { state in
            switch event {
            case .progress(let items, let bytes): state.progress.tell(items, done: bytes)
            case .warning(let warning):
                guard state.warnings.add(because: warning.reason) else { return }
                state.progress.end()
                let isForeign = warning.reason.hasSuffix(Desk.notOurExport)
                Terminal.warn(warning.text + (isForeign ? " Import it without --restore." : ""))
            }
        }
    }

    /// Removes the progress bar, and prints how many warnings were not printed.
    func finish() {
        state.withLock { state in
            state.progress.end()
            for line in state.warnings.summary { Terminal.warn(line) }
        }
    }
}

extension IntakeSummary {
    /// The counts in a sentence.
    var text: String {
        let kills = remembered == 0 ? "" : "\(remembered) remembered, "
        let counts = "\(imported) imported, \(updated) updated, \(unchanged) unchanged, \(skipped) skipped, "
        let text = counts + kills + "\(refused) refused."
        if unmadeSections.isEmpty { return text }
        return text + " \(unmadeSections.count) sections beyond --max-sections became tags."
    }

    /// How many stories wait for a later date, and when the first of them is due; empty where none does.
    func waitingText(zone: Zone) -> String {
        guard let first = waiting.values.min() else { return "" }
        let time = RFC3339.write(first, zone: zone)
        return waiting.count == 1
            ? " 1 waits for a later date: \(time)."
            : " \(waiting.count) wait for a later date, the first for \(time)."
    }
}
