internal import Diagnostics
package import Documents
internal import Markdown
internal import Synchronization

/// What an earlier build read of plans and runs, so that what has not changed is not read and judged again.
///
/// An entry holds for the bytes of its file, of the files beside it, and for what all documents depend on.
package final class DocumentCache: Sendable {
    private enum Kind: Int { case plan = 1, run = 2 }

    /// Where an entry of the earlier build stands, from its first byte.
    private struct Place: Sendable {
        let kind: Int
        let digest: SHA256.Digest
        let beside: [(path: String, digest: SHA256.Digest?)]
        let all: Range<Int>
        let value: Range<Int>
    }

    package let digests: FileDigests
    private let base: SHA256.Digest
    private let bytes: [UInt8]
    private let places: [String: Place]
    private let rules: [String: Rule]
    /// The entries of this build, by path.
    private let entries = Mutex<[String: ArraySlice<UInt8>]>([:])
    private let disturbed = Mutex(false)

    /// - Parameters:
    ///   - earlier: What `takeEntries` gave; damaged or of another base it counts for nothing.
    ///   - base: Of all that every document depends on beside its own files: the program, the book, the template.
    package init(_ earlier: [UInt8]?, base: SHA256.Digest, digests: FileDigests) {
        self.base = base
        self.digests = digests
        rules = Dictionary((Rule.documentRules + Rule.catalogRules).map { ($0.id, $0) }) { first, _ in first }
        if let earlier, let places = try? Self.places(in: earlier, base: base) {
            bytes = earlier
            self.places = places
        } else {
            bytes = []
            places = [:]
        }
    }

    /// A file was another one when it was read than when its fingerprint was taken: nothing of this build may be kept.
    package var isDisturbed: Bool { disturbed.withLock { $0 } }

    func disturb() { disturbed.withLock { $0 = true } }

    private static let format = "rollbook documents 3"

    /// Gives away all entries of this build, to be kept for the next: parts of one file, since together they are large.
    package func takeEntries() -> [ArraySlice<UInt8>] {
        let entries = entries.withLock { entries in
            defer { entries = [:] }
            return entries
        }
        var writer = StoredWriter()
        writer.add(Self.format)
        writer.add(base)
        writer.add(entries.count)
        return writer.sealed(with: Array(entries).sortedInByteOrder(of: \.key).map(\.value))
    }

    private static func places(in bytes: [UInt8], base: SHA256.Digest) throws(StoredDamage) -> [String: Place] {
        var reader = try StoredReader(sealed: bytes)
        guard try reader.text() == format, try reader.digest() == base else { throw StoredDamage() }
        var places: [String: Place] = [:]
        for _ in 0..<(try reader.number()) {
            let start = reader.position
            let path = try reader.text()
            let kind = try reader.number()
            let digest = try reader.digest()
            let beside = try reader.list { reader throws(StoredDamage) in
                (path: try reader.text(), digest: try reader.optionalDigest())
            }
            let value = try reader.range()
            places[path] = Place(
                kind: kind,
                digest: digest,
                beside: beside,
                all: start..<reader.position,
                value: value
            )
        }
        return places
    }

    /// The entry of a file, if neither it nor what lies beside it has changed since.
    private func value<Value>(
        _ kind: Kind,
        _ path: String,
        _ read: (inout StoredReader, Place) throws(StoredDamage) -> Value
    ) -> Value? {
        guard let place = places[path], place.kind == kind.rawValue, place.digest == digests[path],
            place.beside.allSatisfy({ digests[$0.path] == $0.digest })
        else { return nil }
        var reader = StoredReader(bytes, place.value)
        guard let value = try? read(&reader, place) else { return nil }
        entries.withLock { $0[path] = bytes[place.all] }
        return value
    }

    private func keep(
        _ kind: Kind,
        _ path: String,
        _ digest: SHA256.Digest,
        beside: [String],
        _ write: (inout StoredWriter) -> Void
    ) {
        guard digest == digests[path] else { return disturb() }
        var value = StoredWriter()
        write(&value)
        var entry = StoredWriter()
        entry.add(path)
        entry.add(kind.rawValue)
        entry.add(digest)
        entry.add(beside) { [digests] writer, path in
            writer.add(path)
            writer.add(digests[path])
        }
        entry.add(value.bytes)
        entries.withLock { [entry] in $0[path] = entry.bytes[...] }
    }
}

// MARK: Plans

/// A plan as it was read, and what is needed of it again and again.
struct ReadPlan: Sendable {
    var parsed: Parsed<PlanDocument>
    var digest: String
    var links: [TextLink]
    var beside: [String]
}

struct ReadRun: Sendable {
    var parsed: Parsed<RunRecord>
    var links: [TextLink]
}

extension DocumentCache {
    /// - Parameter read: Reads the whole plan, once it is needed.
    func plan(_ path: String, read: @escaping @Sendable () -> DeploymentPlan) -> ReadPlan? {
        value(.plan, path) { [rules] reader, place throws(StoredDamage) in
            let digest = try reader.text()
            let found = try reader.list { reader throws(StoredDamage) in try reader.diagnostic(rules) }
            let links = try reader.links()
            let document = PlanDocument(outline: try reader.outline(), read: read)
            return ReadPlan(
                parsed: Parsed(document, found),
                digest: digest,
                links: links,
                beside: place.beside.map(\.path)
            )
        }
    }

    func keep(_ plan: ReadPlan, _ path: String, _ digest: SHA256.Digest) {
        // A free text is read anew: its page is all that there is of it.
        guard !plan.parsed.value.isLoose else { return }
        keep(.plan, path, digest, beside: plan.beside) { writer in
            writer.add(plan.digest)
            writer.add(plan.parsed.diagnostics) { $0.add($1) }
            writer.add(links: plan.links)
            writer.addOutline(of: plan.parsed.value.plan)
        }
    }

    func run(_ path: String) -> ReadRun? {
        value(.run, path) { [rules] reader, _ throws(StoredDamage) in
            let found = try reader.list { reader throws(StoredDamage) in try reader.diagnostic(rules) }
            let links = try reader.links()
            return ReadRun(parsed: Parsed(try reader.run(), found), links: links)
        }
    }

    func keep(_ run: ReadRun, _ path: String, _ digest: SHA256.Digest) {
        keep(.run, path, digest, beside: []) { writer in
            writer.add(run.parsed.diagnostics) { $0.add($1) }
            writer.add(links: run.links)
            writer.add(run.parsed.value)
        }
    }
}

extension StoredWriter {
    /// The texts that hold them, each with its own.
    fileprivate mutating func add(links: [TextLink]) {
        var texts: [(text: Located<MarkdownText>, links: [Link])] = []
        for link in links {
            if let last = texts.last, last.text.span == link.text.span, last.text == link.text {
                texts[texts.count - 1].links.append(link.link)
            } else {
                texts.append((link.text, [link.link]))
            }
        }
        add(texts) { writer, text in
            writer.add(text.text.span)
            writer.add(Int(text.text.style.rawValue))
            writer.add(text.text.value.source)
            writer.add(text.links) { $0.add($1) }
        }
    }

    private mutating func add(_ link: Link) {
        let kind =
            switch link.kind {
            case .link: 0
            case .image: 1
            case .autolink: 2
            }
        add(kind)
        add(link.destination)
        add(link.title)
        add(link.text)
        add(link.line)
        add(link.column ?? 0)
        add(link.length)
    }
}

extension StoredReader {
    fileprivate mutating func links() throws(StoredDamage) -> [TextLink] {
        try list { reader throws(StoredDamage) in
            let span = try reader.span()
            let style = try reader.style()
            let text = Located(MarkdownText(try reader.text()), at: span, style: style)
            return try reader.list { reader throws(StoredDamage) in TextLink(text: text, link: try reader.link()) }
        }.flatMap { $0 }
    }

    private mutating func link() throws(StoredDamage) -> Link {
        let kinds: [Link.Kind] = [.link, .image, .autolink]
        let kind = try number()
        guard kinds.indices.contains(kind) else { throw StoredDamage() }
        let destination = try text()
        let title = try text()
        let words = try text()
        let line = try number()
        let column = try number()
        return Link(
            kind: kinds[kind],
            destination: destination,
            title: title,
            text: words,
            line: line,
            column: column == 0 ? nil : column,
            length: try number()
        )
    }
}
