/// What is looked at each second.
protocol CheckedEachSecond: AnyObject {
    func check()
}
