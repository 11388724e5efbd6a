internal import CYaml
internal import Diagnostics

/// Reads one YAML document with libyaml's events into values with places.
///
/// The limits are those of the reference: depth 64, 100,000 values after aliases are put in.
struct YAMLParser {
    static let depthLimit = 64
    static let nodeLimit = 100_000

    private let file: String
    /// Added to each line: front matter begins below the file's first line.
    private let lineOffset: Int
    private(set) var diagnostics: [Diagnostic] = []

    private var open: [Container] = []
    private var anchors: [String: (value: YAMLValue, nodes: Int)] = [:]
    private var root: YAMLValue?
    private var nodes = 0
    private var hasFailed = false
    /// Where libyaml's lines are others than an editor's.
    private var lines: CharacterLines?
    private var comments: CommentStarts?
    /// What was read last that has an end of its own.
    private var last: YAMLFailure.Closed?

    private struct Container {
        var start: SourceSpan
        var anchor: String?
        var items: [YAMLValue] = []
        var entries: [YAMLEntry] = []
        var isMapping: Bool
        /// The key whose value comes next; without a text where it was no single word, and its value goes with it.
        var key: (text: String?, span: SourceSpan)?
        /// The number of nodes before this one, to know its weight when an alias repeats it.
        var nodesBefore: Int
        /// Keys that came by `<<`.
        var merged: Set<String> = []
        /// Where each key stands, kept once there are too many to look through.
        private var indexes: [String: Int] = [:]

        init(start: SourceSpan, anchor: String?, isMapping: Bool, nodesBefore: Int) {
            self.start = start
            self.anchor = anchor
            self.isMapping = isMapping
            self.nodesBefore = nodesBefore
        }

        func index(of key: String) -> Int? {
            indexes.isEmpty ? entries.firstIndex { $0.key == key } : indexes[key]
        }

        mutating func add(_ entry: YAMLEntry) {
            entries.append(entry)
            if !indexes.isEmpty {
                indexes[entry.key] = entries.count - 1
            } else if entries.count > 32 {
                for (index, entry) in entries.enumerated() { indexes[entry.key] = index }
            }
        }
    }

    init(file: String, lineOffset: Int = 0) {
        self.file = file
        self.lineOffset = lineOffset
    }

    /// The document's value; `nil` where it is empty or could not be read (then a diagnostic says why).
    mutating func parse(_ bytes: ArraySlice<UInt8>) -> YAMLValue? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else {
            report(.parseError, "there is not enough memory to read this file", .fileStart)
            return nil
        }
        defer { yaml_parser_delete(&parser) }
        if CharacterLines.areNeeded(for: bytes) { lines = CharacterLines(bytes) }
        comments = CommentStarts(bytes, lineOffset: lineOffset)
        // Unsafe: the buffer must outlive the parser's use of it, so all events are read in here.
        bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            readEvents(&parser, bytes)
        }
        return hasFailed ? nil : root
    }

    private mutating func readEvents(_ parser: inout yaml_parser_t, _ bytes: ArraySlice<UInt8>) {
        var documents = 0
        while !hasFailed {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else {
                // At its end libyaml is a line further than the text.
                if lines == nil { lines = CharacterLines(bytes) }
                return reportFailure(of: parser, in: bytes)
            }
            defer { yaml_event_delete(&event) }
            let span = SourceSpan(position(event.start_mark), position(event.end_mark))
            switch event.type {
            case YAML_STREAM_END_EVENT: return
            case YAML_DOCUMENT_START_EVENT:
                documents += 1
                if documents > 1 {
                    report(.parseError, "a second document begins here; a file holds one", span)
                    hasFailed = true
                }
            case YAML_SCALAR_EVENT:
                let scalar = event.data.scalar
                let text = text(scalar.value, scalar.length)
                let value = YAMLValue(content: .scalar(YAMLScalar(text: text, style: scalar.style.style)), span: span)
                if scalar.style == YAML_PLAIN_SCALAR_STYLE, let cut = comments?.finding(behind: span.end, in: file) {
                    diagnostics.append(cut)
                }
                last = scalar.style.isQuoted ? .init(kind: .quotation, text: text, span: span) : nil
                if let tag = name(scalar.tag), !tag.hasPrefix("tag:yaml.org,2002:") { reportTag(tag, span) }
                add(value, anchor: name(scalar.anchor), weight: 1)
            case YAML_SEQUENCE_START_EVENT:
                push(isMapping: false, anchor: name(event.data.sequence_start.anchor), span)
            case YAML_MAPPING_START_EVENT:
                push(isMapping: true, anchor: name(event.data.mapping_start.anchor), span)
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                last = open.last.map { .init(kind: .brackets, text: "", span: SourceSpan($0.start.start, span.end)) }
                pop(end: span.end)
            case YAML_ALIAS_EVENT: addAlias(name(event.data.alias.anchor) ?? "", span)
            default: break
            }
        }
    }

    private mutating func push(isMapping: Bool, anchor: String?, _ span: SourceSpan) {
        guard open.count < Self.depthLimit else {
            report(.tooDeep, "nested deeper than \(Self.depthLimit) levels", span)
            hasFailed = true
            return
        }
        open.append(Container(start: span, anchor: anchor, isMapping: isMapping, nodesBefore: nodes))
    }

    private mutating func pop(end: SourcePosition) {
        guard let container = open.popLast() else { return }
        let value = YAMLValue(
            content: container.isMapping ? .mapping(container.entries) : .sequence(container.items),
            span: SourceSpan(container.start.start, end)
        )
        add(value, anchor: container.anchor, weight: 1, total: nodes - container.nodesBefore + 1)
    }

    private mutating func addAlias(_ name: String, _ span: SourceSpan) {
        guard let (value, weight) = anchors[name] else {
            report(.parseError, "`*\(name)` names no anchor that stands before it", span)
            hasFailed = true
            return
        }
        add(value, anchor: nil, weight: weight, at: span)
    }

    /// Puts a finished value into what is open: a mapping takes keys and values in turn.
    private mutating func add(
        _ value: YAMLValue,
        anchor: String?,
        weight: Int,
        total: Int? = nil,
        at span: SourceSpan? = nil
    ) {
        nodes += weight
        if nodes > Self.nodeLimit {
            report(.tooManyAliases, "more than \(Self.nodeLimit) values, aliases put in", span ?? value.span)
            hasFailed = true
            return
        }
        if let anchor { anchors[anchor] = (value, total ?? weight) }
        guard var container = open.popLast() else {
            root = value
            return
        }
        if !container.isMapping {
            container.items.append(value)
        } else if let key = container.key {
            container.key = nil
            if let text = key.text { append(YAMLEntry(key: text, keySpan: key.span, value: value), to: &container) }
        } else if case .scalar(let scalar) = value.content {
            container.key = (scalar.text, value.span)
        } else {
            report(.wrongType, "a key is a single word, not \(value.kindInWords)", value.span)
            container.key = (nil, value.span)
        }
        open.append(container)
    }

    /// A key twice is an error; the first one holds. `<<` puts in what another mapping has (YAML 1.1's merge):
    /// what is written in the mapping itself goes before it.
    private mutating func append(_ entry: YAMLEntry, to container: inout Container) {
        if entry.key == "<<", case .mapping(let merged) = entry.value.content {
            for entry in merged where container.index(of: entry.key) == nil {
                container.add(entry)
                container.merged.insert(entry.key)
            }
            return
        }
        guard let index = container.index(of: entry.key) else { return container.add(entry) }
        if container.merged.remove(entry.key) != nil {
            container.entries[index] = entry
        } else {
            let first = container.entries[index].keySpan
            let note = Diagnostic.Note("it stands here first", file: file, span: first)
            report(.duplicateKey, "`\(entry.key)` stands twice in this mapping", entry.keySpan, notes: [note])
        }
    }

    private mutating func reportFailure(of parser: yaml_parser_t, in bytes: ArraySlice<UInt8>) {
        hasFailed = true
        let failure = YAMLFailure(
            file: file,
            bytes: bytes,
            lineOffset: lineOffset,
            opening: open.last?.start.start,
            last: last
        )
        let found = failure.diagnostic(of: parser) { position($0) }
        // What is wrong with a key that was no key is the same.
        diagnostics.removeAll { $0.rule == .wrongType && $0.span.start.line == found.span.start.line }
        diagnostics.append(found)
    }

    /// A word with `!` in front is nothing that is shown.
    private mutating func reportTag(_ tag: String, _ span: SourceSpan) {
        let place = SourceSpan(
            line: Int(span.start.line),
            column: Int(span.start.column),
            length: tag.unicodeScalars.count
        )
        report(
            .parseError,
            "`\(tag)` is a tag of YAML and no part of the text",
            place,
            fixes: [Diagnostic.Fix("put the whole text in quotes")]
        )
    }

    private mutating func report(
        _ rule: Rule,
        _ message: String,
        _ span: SourceSpan,
        notes: [Diagnostic.Note] = [],
        fixes: [Diagnostic.Fix] = []
    ) {
        diagnostics.append(Diagnostic(rule, message, file: file, at: span, notes: notes, fixes: fixes))
    }

    private func position(_ mark: yaml_mark_t) -> SourcePosition {
        guard let lines else { return SourcePosition(line: mark.line + 1 + lineOffset, column: mark.column + 1) }
        let (line, column) = lines.place(of: mark.index)
        return SourcePosition(line: line + 1 + lineOffset, column: column + 1)
    }

    // Unsafe: libyaml hands out its own memory, which is copied before the event is given back.
    private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?, _ length: Int) -> String {
        guard let pointer else { return "" }
        return String(decoding: UnsafeBufferPointer(start: pointer, count: length), as: UTF8.self)
    }

    private func name(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}

extension yaml_scalar_style_t {
    fileprivate var isQuoted: Bool {
        self == YAML_SINGLE_QUOTED_SCALAR_STYLE || self == YAML_DOUBLE_QUOTED_SCALAR_STYLE
    }

    fileprivate var style: ScalarStyle {
        switch self {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
