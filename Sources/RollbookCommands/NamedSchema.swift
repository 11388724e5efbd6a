internal import ArgumentParser
internal import Diagnostics
internal import Documents
internal import Site

/// A JSON Schema by the name that `rollbook schema` takes: of what is read, or of what a site publishes.
struct NamedSchema: ExpressibleByArgument, CustomStringConvertible {
    let name: String
    let json: JSON

    var fileName: String { "\(name).schema.json" }
    var description: String { name }

    static let all: [NamedSchema] =
        DocumentSchema.allCases.map { NamedSchema(name: $0.rawValue, json: $0.json) }
        + PublishedSchema.allCases.map { NamedSchema(name: $0.rawValue, json: $0.json) }

    static var allValueStrings: [String] { all.map(\.name) }

    private init(name: String, json: JSON) {
        self.name = name
        self.json = json
    }

    init?(argument: String) {
        guard let schema = Self.all.first(where: { $0.name == argument }) else { return nil }
        self = schema
    }
}
