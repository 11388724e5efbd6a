/// A value of a page as a template sees it.
package enum TemplateValue: Sendable {
    case none
    /// Escaped where it is shown.
    case text(String)
    /// Markup that is already safe; only `{{{name}}}` shows it.
    case html(String)
    case flag(Bool)
    case object(any TemplateObject)
    case list([any TemplateObject])
}

/// A group of values that templates can name: a page, a step, a row of a table.
package protocol TemplateObject: Sendable {
    static var shape: TemplateShape { get }
    /// The value of a member of the shape, by its index.
    func value(at index: Int) -> TemplateValue
}

/// What a template can name in an object: the source of the check of templates and of the themes' reference.
package struct TemplateShape: Sendable {
    package indirect enum Kind: Sendable {
        case text, html, flag
        case object(@Sendable () -> TemplateShape)
        case list(@Sendable () -> TemplateShape)
    }

    package struct Member: Sendable {
        package let name: String
        package let kind: Kind
        package let summary: String
    }

    package let name: String
    package let members: [Member]
    private let indexes: [String: Int]

    init(_ name: String, _ members: [Member]) {
        self.name = name
        self.members = members
        indexes = Dictionary(members.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    package func index(of name: String) -> Int? { indexes[name] }
}

/// The members of one type of object: names and how each is got.
struct MemberTable<Root: TemplateObject>: Sendable {
    let shape: TemplateShape
    fileprivate let getters: [@Sendable (Root) -> TemplateValue]

    init(_ name: String, _ members: [Member<Root>]) {
        // A list has a flag beside it: a section over the list itself would show its heading once an item.
        let all = members + members.flatMap(\.presence)
        shape = TemplateShape(name, all.map(\.description))
        getters = all.map(\.get)
    }

    func value(of root: Root, at index: Int) -> TemplateValue { getters[index](root) }
}

struct Member<Root: TemplateObject>: Sendable {
    fileprivate let description: TemplateShape.Member
    fileprivate let get: @Sendable (Root) -> TemplateValue

    /// For a list `steps`, the flag `has_steps`.
    fileprivate let presence: [Member]

    private init(
        description: TemplateShape.Member,
        presence: [Member] = [],
        get: @escaping @Sendable (Root) -> TemplateValue
    ) {
        self.description = description
        self.get = get
        self.presence = presence
    }

    /// A text; an empty one counts as absent.
    static func text(_ name: String, _ summary: String, _ get: @escaping @Sendable (Root) -> String?) -> Member {
        Member(description: .init(name: name, kind: .text, summary: summary)) { root in
            get(root).flatMap { $0.isEmpty ? nil : .text($0) } ?? .none
        }
    }

    /// Markup; empty markup counts as absent.
    static func html(_ name: String, _ summary: String, _ get: @escaping @Sendable (Root) -> String?) -> Member {
        Member(description: .init(name: name, kind: .html, summary: summary)) { root in
            get(root).flatMap { $0.isEmpty ? nil : .html($0) } ?? .none
        }
    }

    static func flag(_ name: String, _ summary: String, _ get: @escaping @Sendable (Root) -> Bool) -> Member {
        Member(description: .init(name: name, kind: .flag, summary: summary)) { .flag(get($0)) }
    }

    static func object<Value: TemplateObject>(
        _ name: String,
        _ summary: String,
        _ get: @escaping @Sendable (Root) -> Value?
    ) -> Member {
        Member(description: .init(name: name, kind: .object { Value.shape }, summary: summary)) { root in
            get(root).map { .object($0) } ?? .none
        }
    }

    static func list<Value: TemplateObject>(
        _ name: String,
        _ summary: String,
        _ get: @escaping @Sendable (Root) -> [Value]
    ) -> Member {
        let presence = flag("has_\(name)", "Whether there is anything in `\(name)`") { !get($0).isEmpty }
        return Member(
            description: .init(name: name, kind: .list { Value.shape }, summary: summary),
            presence: [presence]
        ) { .list(get($0)) }
    }
}

/// An object whose members are declared in a table.
protocol TabledObject: TemplateObject {
    static var members: MemberTable<Self> { get }
}

extension TabledObject {
    package static var shape: TemplateShape { members.shape }
    package func value(at index: Int) -> TemplateValue { Self.members.value(of: self, at: index) }
}
