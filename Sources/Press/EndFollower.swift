/// Follows the clock for what ends by itself: the line of breaking news, and cards of fronts.
struct EndFollower: Sendable {
    let house: PressHouse
    let state: PressState
    let versions: Versions
    let rails: RailsPresser

    /// How often the clock is looked at.
    private static let pause = Duration.milliseconds(250)

    /// Follows until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.pause)
            try? await look()
        }
    }

    /// Has pages pressed again that show what has ended; needs no store.
    func look() async throws {
        if state.takeEnd(at: house.clock()) { versions.move(.fronts) }
        try await rails.lookAtClock()
    }
}
