package import Catalog
package import Diagnostics
internal import Documents

/// `releases.json`: every release with its services, its window and what ran, for questions such as what was deployed
/// to a service between two times. Its keys, and so its schema, are `ReleaseColumn.all`.
package final class ReleaseRegister: Sendable {
    /// Counted up when a key is taken away or means something else; a new key does not count it up.
    package static let version = 1

    let catalog: Catalog
    let routes: Routes
    let base: SiteBase?

    /// - Parameter baseURL: Where the site is published; without it addresses are paths from the site's root.
    package init(_ catalog: Catalog, baseURL: String?) {
        self.catalog = catalog
        routes = Routes(catalog: catalog)
        base = SiteBase(baseURL)
    }

    /// The register of some releases, in the order given.
    package func json(of releases: some Sequence<Int>) -> JSON {
        [
            "schema": .int(Self.version),
            "title": .string(catalog.title),
            "url": .string(url(Routes.home)),
            "releases": .array(releases.map { Self.object(ReleaseColumn.all, RegisteredRelease(register: self, $0)) }),
        ]
    }

    /// The register of all releases as text, a release at a time: of ten thousand it would be large as a value.
    func text() -> [UInt8] {
        var writer = JSONWriter(isCompact: false)
        writer.object { writer in
            writer.member("releases") { writer in
                writer.array { writer in
                    for index in catalog.releases.indices {
                        writer.item { Self.write(RegisteredRelease(register: self, index), to: &$0) }
                    }
                }
            }
            writer.member("schema") { $0.write(.int(Self.version)) }
            writer.member("title") { $0.write(.string(catalog.title)) }
            writer.member("url") { $0.write(.string(url(Routes.home))) }
        }
        return writer.finished()
    }

    private static let sortedColumns = ReleaseColumn.all.sorted { $0.name < $1.name }

    private static func write(_ row: RegisteredRelease, to writer: inout JSONWriter) {
        writer.object { writer in
            for column in sortedColumns { writer.member(column.name) { $0.write(column.value(row)) } }
        }
    }

    /// The JSON Schema (2020-12) of the register.
    package static var schema: JSON {
        [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": .string(PublishedSchema.releases.identifier),
            "title": "Rollbook releases",
            "description": "All releases of a book, the newest first: releases.json",
            "type": "object",
            "required": ["schema", "title", "url", "releases"],
            "properties": [
                "schema": ["const": .int(version), "description": "The version of this format"],
                "title": ["type": "string", "description": "The book's title"],
                "url": ["type": "string", "description": "The site's address; / where the book has no base_url"],
                "releases": [
                    "type": "array", "items": ["$ref": "#/$defs/release"],
                    "description": "The releases, drafts among them",
                ],
            ],
            "$defs": ["release": schema(of: ReleaseColumn.all), "run": schema(of: RunColumn.all)],
        ]
    }

    func url(_ address: Address, _ fragment: String? = nil) -> String {
        let suffix = fragment.map { "#" + LinkWriter.encoded($0, keeping: "") } ?? ""
        return (base?.absolute(address) ?? "/" + LinkWriter.encoded(address.path)) + suffix
    }

    static func object<Row>(_ columns: [RegisterColumn<Row>], _ row: Row) -> JSON {
        .object(Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.value(row)) }))
    }

    private static func schema<Row>(of columns: [RegisterColumn<Row>]) -> JSON {
        let properties = columns.map { column -> (String, JSON) in
            guard case .object(var members) = column.type.schema else { return (column.name, column.type.schema) }
            members["description"] = .string(column.summary)
            return (column.name, .object(members))
        }
        return [
            "type": "object",
            "required": .array(columns.map { .string($0.name) }),
            "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
        ]
    }
}

/// A release of the register, and one of its runs.
struct RegisteredRelease {
    let register: ReleaseRegister
    let index: Int

    init(register: ReleaseRegister, _ index: Int) {
        self.register = register
        self.index = index
    }

    var release: Release { register.catalog.releases[index] }
}

struct RegisteredRun {
    let release: RegisteredRelease
    let run: Run
}
