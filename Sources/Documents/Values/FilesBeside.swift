/// A file that lies beside a plan and that the plan names: a migration's script.
package struct FileBeside: Sendable {
    /// As messages name it.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// How a plan's reader gets at the files beside it: by the path that the plan gives, relative to itself.
package struct FilesBeside: Sendable {
    /// The file, or `nil` where there is none that can be read.
    package let file: @Sendable (_ path: String) -> FileBeside?

    package init(_ file: @escaping @Sendable (_ path: String) -> FileBeside?) { self.file = file }

    /// A plan alone.
    package static let none = FilesBeside { _ in nil }
}
