/// What becomes of a piece of raw HTML.
enum RawHTMLAction {
    case open(HTMLTag)
    case close(String)
    /// Text between the tags; its character references are as written.
    case text(Range<Int>)
    /// Outside the list.
    case refused(Range<Int>, element: String)
    case strayEnd(Range<Int>)
    case comment(isClosed: Bool, Range<Int>)
}

/// Keeps the account of open raw tags, so that what is written is always well nested: a tag can be closed only inside
/// the block or inline that holds it, and is closed at the latest where that ends.
struct RawHTMLStack {
    static let limit = 200

    private var open: [(name: String, holder: NodeID)] = []

    var isEmpty: Bool { open.isEmpty }

    mutating func actions(for bytes: ArraySlice<UInt8>, in holder: NodeID) -> [RawHTMLAction] {
        var actions: [RawHTMLAction] = []
        for piece in HTMLScanner.pieces(of: bytes) {
            switch piece {
            case .text(let range): actions.append(.text(range))
            case .comment(let isClosed, let range): actions.append(.comment(isClosed: isClosed, range))
            case .other(let range): actions.append(.refused(range, element: ""))
            case .startTag(let tag): start(tag, in: holder, &actions)
            case .endTag(let name, let range): end(name, range, in: holder, &actions)
            }
        }
        return actions
    }

    private mutating func start(_ tag: HTMLTag, in holder: NodeID, _ actions: inout [RawHTMLAction]) {
        guard HTMLAllowList.attributes(of: tag.name) != nil, open.count < Self.limit else {
            actions.append(.refused(tag.range, element: tag.name))
            return
        }
        while let last = open.last, last.holder == holder, HTMLAllowList.ends(last.name, at: tag.name) {
            actions.append(.close(last.name))
            open.removeLast()
        }
        actions.append(.open(tag))
        if !HTMLAllowList.isVoid(tag.name), tag.name != "col" { open.append((tag.name, holder)) }
    }

    private mutating func end(
        _ name: String,
        _ range: Range<Int>,
        in holder: NodeID,
        _ actions: inout [RawHTMLAction]
    ) {
        guard HTMLAllowList.attributes(of: name) != nil else {
            actions.append(.refused(range, element: name))
            return
        }
        if HTMLAllowList.isVoid(name) { return }
        guard let place = open.lastIndex(where: { $0.name == name && $0.holder == holder }),
            open[place...].allSatisfy({ $0.holder == holder })
        else {
            actions.append(.strayEnd(range))
            return
        }
        for entry in open[place...].reversed() { actions.append(.close(entry.name)) }
        open.removeSubrange(place...)
    }

    /// The tags that are still open where `holder` ends, innermost first.
    mutating func close(_ holder: NodeID) -> [String] {
        var names: [String] = []
        while let last = open.last, last.holder == holder {
            names.append(last.name)
            open.removeLast()
        }
        return names
    }
}
