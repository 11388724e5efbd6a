/// Whether four times the work takes about four times the time, and how long each took. Other tests run at the same
/// time, so it is tried thrice.
func isLinear(_ work: (_ factor: Int) -> Void) -> (isLinear: Bool, one: Duration, four: Duration) {
    var one = Duration.zero
    var four = Duration.zero
    for _ in 0..<3 {
        one = processorTime { work(1) }
        four = processorTime { work(4) }
        // The grace is for what is too short to be measured.
        if four < one * 10 + .milliseconds(100) { return (true, one, four) }
    }
    return (false, one, four)
}

extension Duration {
    var inMilliseconds: String {
        let microseconds = components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
        return "\(microseconds / 1000).\(microseconds / 100 % 10) ms"
    }
}
