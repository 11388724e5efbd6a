/// Whether four times the work takes about four times the time. Other tests run at the same time, so it is tried thrice.
func isLinear(_ work: (_ factor: Int) -> Void) -> Bool {
    let clock = ContinuousClock()
    for _ in 0..<3 {
        let one = clock.measure { work(1) }
        let four = clock.measure { work(4) }
        // The grace is for what is too short to be measured.
        if four < one * 10 + .milliseconds(100) { return true }
    }
    return false
}
