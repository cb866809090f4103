/// On which side of something new a position stays that stood where it was put.
public enum PositionBias: Sendable {
    case before, after
}

extension Step {
    /// Where a position is after the step, as ProseMirror's `StepMap` says: behind what was put before it, and at the
    /// beginning or the end of what was taken away around it.
    /// - Parameters:
    ///   - position: Before the step.
    ///   - bias: Where it stays if something was put exactly there.
    public func map(_ position: Int, _ bias: PositionBias) -> Int {
        var moved = 0
        for change in changes where change.start <= position {
            let end = change.start + change.old
            if position <= end {
                let isBehind =
                    change.old == 0 ? bias == .after : position == end || (position != change.start && bias == .after)
                return change.start + moved + (isBehind ? change.new : 0)
            }
            moved += change.new - change.old
        }
        return position + moved
    }

    /// Where it begins to take away or to put in; nil where it does neither.
    var start: Int? { changes.first?.start }

    /// What it takes away and puts in, in positions before the step.
    private var changes: [(start: Int, old: Int, new: Int)] {
        switch self {
        case .replace(let step): [(step.from, step.to - step.from, step.slice.size)]
        case .replaceAround(let step):
            [
                (step.from, step.gapFrom - step.from, step.insert),
                (step.gapTo, step.to - step.gapTo, step.slice.size - step.insert),
            ]
        case .addMark, .removeMark, .setAttribute: []
        }
    }
}
