internal import Documents

/// How often something is deployed, in the four words that DORA's reports use.
package enum Pace: String, Sendable, CaseIterable {
    case daily, weekly, monthly, yearly

    /// By the middle week: three days or more with a deployment are daily, one is weekly; else by the middle month.
    ///
    /// - Parameters:
    ///   - moments: When there were deployments, in seconds since 1970.
    ///   - start: The window; its whole weeks, and the months of the calendar in it, are looked at.
    init(_ moments: [Int], from start: Int, to end: Int) {
        let days = Set(moments.map { CalendarDate.days($0) })
        // Weeks end where the window ends, so that the last one is whole.
        let last = CalendarDate.days(end)
        let weeks = Swift.max(1, (last - CalendarDate.days(start)) / 7)
        var daysByWeek = [Int](repeating: 0, count: weeks)
        for day in days where (last - day) / 7 < weeks && day <= last { daysByWeek[(last - day) / 7] += 1 }
        let middleWeek = daysByWeek.sorted()[weeks / 2]
        if middleWeek >= 3 {
            self = .daily
        } else if middleWeek >= 1 {
            self = .weekly
        } else {
            // Months of the calendar, as the chart of deployments has them.
            func month(_ day: Int) -> Int { CalendarDate(daysSinceEpoch: day).months }
            let first = month(CalendarDate.days(start + 1))
            var byMonth = [Int](repeating: 0, count: Swift.max(1, month(last) - first + 1))
            for index in days.map({ month($0) - first }) where byMonth.indices.contains(index) { byMonth[index] += 1 }
            self = byMonth.sorted()[byMonth.count / 2] >= 1 ? .monthly : .yearly
        }
    }
}
