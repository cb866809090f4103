/// What is checked each second, in place of timers of its own.
protocol CheckedEachSecond: AnyObject {
    func check()
}
