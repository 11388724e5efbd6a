package import Documents

/// The middle of several lengths of time, and of how many.
package struct Median: Sendable, Hashable {
    /// `nil` where there are none.
    package let value: TimeSpan?
    package let count: Int

    /// Of an even number the mean of the middle two, in whole seconds.
    package init(_ values: [TimeSpan]) {
        let sorted = values.sorted()
        count = sorted.count
        let middle = sorted.count / 2
        if sorted.isEmpty {
            value = nil
        } else if sorted.count % 2 == 1 {
            value = sorted[middle]
        } else {
            value = TimeSpan(seconds: (sorted[middle - 1].seconds + sorted[middle].seconds) / 2)
        }
    }
}

/// How many of how many.
package struct Portion: Sendable, Hashable {
    package let part: Int
    package let whole: Int

    package init(_ part: Int, of whole: Int) {
        self.part = part
        self.whole = whole
    }

    /// `nil` of nothing.
    package var percent: Double? { whole == 0 ? nil : Double(part) * 100 / Double(whole) }
}
