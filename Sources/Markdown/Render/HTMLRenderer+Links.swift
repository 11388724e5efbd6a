extension HTMLRenderer {
    mutating func enterCode(_ node: Node) {
        let code = tree.bytes[node.text.range]
        var address: String?
        if let resolve = options.resolveCode, linkDepth == 0 {
            address = resolve(String(decoding: code, as: UTF8.self))
        }
        if let address {
            writer.markup("<a href=\"")
            writer.address(address.utf8)
            writer.markup("\">")
        }
        writer.markup("<code>")
        writer.text(code)
        writer.markup("</code>")
        if address != nil { writer.markup("</a>") }
    }

    /// The address to write, nil for none. What is unsafe is none, before and after the caller's say.
    func address(of destination: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        if options.dropsUnsafeLinks, LinkSafety.isUnsafe(destination) { return nil }
        if destination.first == 0x23, !idPrefix.isEmpty {
            return [0x23] + idPrefix + destination.dropFirst()
        }
        guard let resolve = options.resolveLink else { return destination }
        switch resolve(String(decoding: destination, as: UTF8.self)) {
        case .keep: return destination
        case .none: return nil
        case .address(let address):
            return options.dropsUnsafeLinks && LinkSafety.isUnsafe(address.utf8) ? nil : ArraySlice(address.utf8)
        }
    }

    mutating func enterLink(_ id: NodeID, _ node: Node) {
        guard let address = address(of: tree.bytes[node.text.range]) else {
            links.append(false)
            return
        }
        links.append(true)
        linkDepth += 1
        writer.markup("<a href=\"")
        writer.address(address)
        writeTitle(node)
        writer.markup("\">")
    }

    mutating func leaveLink(_ id: NodeID) {
        guard links.popLast() == true else { return }
        linkDepth -= 1
        writer.markup("</a>")
    }

    private mutating func writeTitle(_ node: Node) {
        guard !node.extra.isEmpty else { return }
        writer.markup("\" title=\"")
        writer.text(tree.bytes[node.extra.range])
    }

    mutating func writeImage(_ id: NodeID, _ node: Node) {
        let source = Array(tree.bytes[node.text.range])
        switch resolution(of: source) {
        case .keep, .address:
            let address = if case .address(let address) = resolution(of: source) { Array(address.utf8) } else { source }
            writer.markup("<img src=\"")
            writer.address(address)
            writer.markup("\" alt=\"")
            writeAlternative(id)
            writeTitle(node)
            writer.markup("\" />")
        case .link(let address):
            if linkDepth > 0 || LinkSafety.isUnsafe(address.utf8) {
                writeAlternative(id)
            } else {
                writer.markup("<a href=\"")
                writer.address(address.utf8)
                writer.markup("\">")
                let length = writer.bytes.count
                writeAlternative(id)
                if writer.bytes.count == length { writer.text(address) }
                writer.markup("</a>")
            }
        case .none: writeAlternative(id)
        }
    }

    func resolution(of source: [UInt8]) -> ImageResolution {
        if options.dropsUnsafeLinks, LinkSafety.isUnsafe(source, isPicture: true) { return .none }
        guard let resolve = options.resolveImage else { return .keep }
        let resolution = resolve(String(decoding: source, as: UTF8.self))
        if case .address(let address) = resolution, options.dropsUnsafeLinks,
            LinkSafety.isUnsafe(address.utf8, isPicture: true)
        {
            return .none
        }
        return resolution
    }

    /// A picture's text, without markup.
    private mutating func writeAlternative(_ id: NodeID) {
        var current = tree.following(id, within: id)
        while current != .none {
            let node = tree[current]
            switch node.kind {
            case .text, .code: writer.text(tree.bytes[node.text.range])
            case .htmlInline where options.rawHTML == .passThrough: writer.text(tree.bytes[node.text.range])
            case .softBreak, .lineBreak: writer.markup(" ")
            default: break
            }
            current = tree.following(current, within: id)
        }
    }
}
