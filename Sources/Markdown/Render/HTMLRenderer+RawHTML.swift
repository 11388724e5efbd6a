extension HTMLRenderer {
    mutating func writeRawHTML(_ node: Node) {
        if node.kind == .htmlBlock { writer.freshLine() }
        let bytes = tree.rawHTML(of: node)
        if options.rawHTML == .passThrough {
            writer.verbatim(tree.bytes[node.text.range])
        } else {
            var opaque: String?
            let actions = rawHTML.actions(for: bytes, in: node.parent)
            let isText = node.kind == .htmlBlock && isShownAsText(actions)
            if isText { writer.markup("<p>") }
            for action in actions { write(action, bytes, &opaque) }
            if isText { writer.markup("</p>") }
        }
        if node.kind == .htmlBlock { writer.freshLine() }
    }

    /// A block of which no tag survives would be text outside any paragraph.
    private func isShownAsText(_ actions: [RawHTMLAction]) -> Bool {
        guard options.rawHTML == .allowList else { return false }
        var hasRefused = false
        for action in actions {
            switch action {
            case .open, .close: return false
            case .refused: hasRefused = true
            case .text, .strayEnd, .comment: break
            }
        }
        return hasRefused
    }

    private mutating func write(_ action: RawHTMLAction, _ bytes: ArraySlice<UInt8>, _ opaque: inout String?) {
        switch action {
        case .open(let tag):
            if tag.name == "a" { linkDepth += 1 }
            if tag.name != "img" || !writeLink(to: tag) { write(tag) }
        case .close(let name):
            writeEnd(name)
        case .text(let range):
            let isBlank = bytes[range].allSatisfy(\.isWhitespace) && (writer.bytes.last ?? 0x0A) == 0x0A
            if opaque == nil, !isBlank { writeText(bytes[range]) }
        case .refused(let range, let element):
            if options.rawHTML == .allowList {
                writer.text(bytes[range])
            } else if HTMLAllowList.opaque.contains(element) {
                opaque = bytes[range].hasPrefix("</") ? nil : element
            }
        case .strayEnd, .comment: break
        }
    }

    /// Text between raw tags: a character reference stays one.
    private mutating func writeText(_ text: ArraySlice<UInt8>) {
        var start = text.startIndex
        for position in text.indices where text[position] == 0x26 && isReference(text, at: position) {
            writer.text(text[start..<position])
            writer.markup("&")
            start = position + 1
        }
        writer.text(text[start...])
    }

    private func isReference(_ text: ArraySlice<UInt8>, at start: Int) -> Bool {
        let body = text[(start + 1)...].prefix(33)
        guard let end = body.firstIndex(of: 0x3B), end > body.startIndex else { return false }
        let name = body[body.startIndex..<end]
        if name.first == 0x23 { return name.count > 1 && name.dropFirst().allSatisfy(\.isAlphanumeric) }
        return name.allSatisfy(\.isAlphanumeric)
    }

    /// A picture that is loaded from elsewhere is a link to it, as one in Markdown is.
    private mutating func writeLink(to picture: HTMLTag) -> Bool {
        func value(_ name: String) -> [UInt8] {
            CharacterReferences.decode(picture.attributes.first { $0.name == name }?.value ?? [])
        }
        guard case .link(let address) = resolution(of: value("src")) else { return false }
        let words = value("alt")
        if linkDepth > 0 || LinkSafety.isUnsafe(address.utf8) {
            writer.text(words)
        } else {
            writer.markup("<a href=\"")
            writer.address(address.utf8)
            writer.markup("\">")
            if words.isEmpty { writer.text(address) } else { writer.text(words) }
            writer.markup("</a>")
        }
        return true
    }

    private mutating func write(_ tag: HTMLTag) {
        let allowed = HTMLAllowList.attributes(of: tag.name) ?? []
        writer.markup("<")
        writer.text(tag.name)
        var seen: Set<String> = []
        for attribute in tag.attributes where allowed.contains(attribute.name) {
            // Both become an id, and an element has one.
            let name = attribute.name == "name" ? "id" : attribute.name
            if seen.insert(name).inserted { write(attribute) }
        }
        if HTMLAllowList.isVoid(tag.name) { writer.markup(" />") } else { writer.markup(">") }
    }

    private mutating func write(_ attribute: HTMLTag.Attribute) {
        var value = CharacterReferences.decode(attribute.value ?? [])
        switch attribute.name {
        case "href":
            guard let address = address(of: value[...]) else { return }
            writer.markup(" href=\"")
            writer.address(address)
            writer.markup("\"")
            return
        case "src":
            switch resolution(of: value) {
            case .keep: break
            case .address(let address): value = Array(address.utf8)
            case .link, .none: return
            }
            writer.markup(" src=\"")
            writer.address(value)
            writer.markup("\"")
            return
        case "id", "name":
            guard !value.isEmpty, takeRawID(value) else { return }
            writeID(value)
            return
        case "open":
            writer.markup(" open=\"\"")
            return
        default: break
        }
        writer.markup(" ")
        writer.text(attribute.name)
        writer.markup("=\"")
        writer.text(value)
        writer.markup("\"")
    }

    private mutating func takeRawID(_ id: [UInt8]) -> Bool {
        if ownIDs == nil {
            ownIDs = Set(
                tree.nodes.filter { $0.kind == .heading || $0.kind == .item }.map { Array(tree.bytes[$0.extra.range]) }
            )
        }
        guard ownIDs?.contains(id) != true, options.isOwnID?(String(decoding: id, as: UTF8.self)) != true else {
            return false
        }
        return rawIDs.insert(id).inserted
    }

    private mutating func writeEnd(_ name: String) {
        if name == "a" { linkDepth -= 1 }
        writer.markup("</")
        writer.text(name)
        writer.markup(">")
    }

    mutating func closeRawTags(of holder: NodeID) {
        for name in rawHTML.close(holder) { writeEnd(name) }
    }
}
