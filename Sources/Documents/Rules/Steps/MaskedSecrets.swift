internal import Diagnostics

// What looks like a secret is taken out of what is read: no page, twin, index or feed that is made of it holds it.

extension Array<YAMLEntry> {
    /// The same with blocks in place of secrets; every place stays.
    func maskingSecrets() -> [YAMLEntry] {
        map { entry in
            var value = entry.value.maskingSecrets()
            if entry.key == "vars", case .mapping(let variables) = value.content {
                value = YAMLValue(content: .mapping(variables.map { $0.maskingNamedSecret() }), span: value.span)
            }
            return YAMLEntry(key: entry.key, keySpan: entry.keySpan, value: value)
        }
    }
}

extension YAMLEntry {
    /// A variable whose name says that its value is a secret.
    fileprivate func maskingNamedSecret() -> YAMLEntry {
        guard case .scalar(let scalar) = value.content, isNamedSecret(name: key, value: scalar.text) else {
            return self
        }
        let masked = YAMLScalar(text: blocks(scalar.text[...]), style: scalar.style)
        return YAMLEntry(key: key, keySpan: keySpan, value: YAMLValue(content: .scalar(masked), span: value.span))
    }
}

extension YAMLValue {
    func maskingSecrets() -> YAMLValue {
        let masked: Content =
            switch content {
            case .scalar(let scalar): .scalar(YAMLScalar(text: withoutSecrets(scalar.text), style: scalar.style))
            case .sequence(let values): .sequence(values.map { $0.maskingSecrets() })
            case .mapping(let entries): .mapping(entries.maskingSecrets())
            }
        return YAMLValue(content: masked, span: span)
    }
}

/// The text with blocks in place of what looks like a secret.
package func withoutSecrets(_ text: String) -> String {
    var result = ""
    var rest = text.startIndex
    for secret in secrets(in: text) where secret.range.lowerBound >= rest {
        result += text[rest..<secret.range.lowerBound]
        result += blocks(text[secret.range])
        rest = secret.range.upperBound
    }
    return result + text[rest...]
}

/// As many blocks as there are characters, so that places and lines stay.
private func blocks(_ text: Substring) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar.properties.isWhitespace ? scalar : "\u{2588}") }
    return String(result)
}
