package import Diagnostics
internal import Documents

/// The JSON Schemas (2020-12) of what a site publishes for other programs.
package enum PublishedSchema: String, CaseIterable, Sendable {
    case releases

    var identifier: String { "\(DocumentSchema.identifierStart)\(rawValue)" }

    package var json: JSON {
        switch self {
        case .releases: ReleaseRegister.schema
        }
    }
}
