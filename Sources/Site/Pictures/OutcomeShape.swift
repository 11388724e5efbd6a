/// A release's state as a shape, so that a picture can be read without colour.
enum OutcomeShape {
    /// The outline in a field from -8 to 8, by the state's kind.
    static func path(_ kind: String) -> String {
        switch kind {
        case "success", "completed": circle + "M-3.5 .5L-1 3L4 -3"
        case "success-with-issues": "M0 -7L7.5 6H-7.5ZM0 -2.5V1.5M0 3.5V4"
        case "partial": circle + "M0 -7V7"
        case "rolled-back": "M-7.5 0L3 -7V7ZM3 0H8"
        case "failed": "M-6 -6L6 6M6 -6L-6 6"
        case "aborted": "M-6 -6H6V6H-6ZM-2.5 -2.5H2.5V2.5H-2.5Z"
        case "cancelled", "superseded": circle + "M-5 5L5 -5"
        case "in-progress": "M-5 -7L7 0L-5 7Z"
        case "approved", "scheduled": "M0 -7.5L7.5 0L0 7.5L-7.5 0Z"
        case "in-review": "M-4.5 0A4.5 4.5 0 1 1 4.5 0A4.5 4.5 0 1 1 -4.5 0ZM0 -4.5V4.5"
        default: "M-2.5 0A2.5 2.5 0 1 1 2.5 0A2.5 2.5 0 1 1 -2.5 0Z"
        }
    }

    private static let circle = "M-7 0A7 7 0 1 1 7 0A7 7 0 1 1 -7 0Z"
}
