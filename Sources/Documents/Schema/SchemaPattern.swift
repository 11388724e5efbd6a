/// The texts that the readers of values take, as regular expressions of ECMA-262 (and of Python).
///
/// Each stands for one initialiser, named beside it; a test compares the two over right and wrong texts.
enum SchemaPattern {
    /// `Identifier`: not only a number, and no way out of the folder.
    static let identifier = #"^(?![0-9]+$)(?!.*\.\.)[a-z0-9][a-z0-9._-]{0,99}$"#
    /// `IncidentIdentifier`
    static let incidentIdentifier = #"^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"#
    /// `YAMLValue.isBlank`
    static let noText = #"^[ \t-\r]*$"#
    /// `Number(String)`
    static let number = "^[+-]?\(digits)$"
    /// `TimeSpan(String)`
    static let duration = "^\(length)$"
    /// `WindowOffset(String)`
    static let offset = "^T(?:[+-](?:0|\(length)))?$"
    /// `Share(String)`; less than nothing is no share.
    static let share = #"^\#(blank)(?:\+?\#(digits)|-(?:0+(?:\.0*)?|\.0+))\#(blank)%$"#
    /// `Timestamp(String)`
    static let time = "^\(moment)$"
    /// `CalendarDate(String)`, or a `Timestamp(String)`
    static let timeOrDate = "^(?:\(day)|\(moment))$"

    private static let digits = #"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"#
    private static let blank = #"[\s\u0085]*"#
    private static let length = "(?=[0-9])(?:[0-9]{1,6}d)?(?:[0-9]{1,6}h)?(?:[0-9]{1,6}m)?(?:[0-9]{1,6}s)?"
    /// The days that the calendar has, from the year 1 on.
    private static let day =
        "(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
        + "|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}\(leap)|\(leap)00)-02-29)"
    private static let leap = "(?:0[48]|[2468][048]|[13579][26])"
    private static let moment =
        "\(day)[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\\.[0-9]+)?)? ?"
        + "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"
}
