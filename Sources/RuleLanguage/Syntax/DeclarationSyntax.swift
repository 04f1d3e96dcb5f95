public struct FieldSyntax: Sendable {
  public var name: NameSyntax
  public var type: TypeSyntax
  public var sources: [NameSyntax] = []
  public var sensitivity: Sensitivity?
  public var isOptional = false
  public var isRetroactive = false
  /// `历史 户籍变迁.户籍地`.
  public var history: [NameSyntax]?
  public var aliases: [TextSyntax] = []
  public var isKey = false
  public var range: SourceRange
  public init(name: NameSyntax, type: TypeSyntax, range: SourceRange) {
    self.name = name
    self.type = type
    self.range = range
  }
}

public struct EntitySyntax: Sendable {
  public var name: NameSyntax
  /// The key field is the one with `isKey`.
  public var fields: [FieldSyntax] = []
  public var end: NameSyntax?
  public var start: NameSyntax?
  public var aliases: [TextSyntax] = []
  /// Defaults for fields that state none.
  public var sources: [NameSyntax] = []
  public var sensitivity: Sensitivity?
  public var range: SourceRange
  public init(name: NameSyntax, range: SourceRange) {
    self.name = name
    self.range = range
  }
}

public struct RelationSyntax: Sendable {
  public enum Coverage: Sendable {
    case complete(from: LiteralSyntax?)
    case whenChecked(NameSyntax)
    case incomplete
  }
  public var name: NameSyntax
  public var owner: NameSyntax
  public var key: [NameSyntax] = []
  public var fields: [FieldSyntax] = []
  public var time: NameSyntax?
  public var validFrom: NameSyntax?
  public var validTo: NameSyntax?
  public var coverage: Coverage?
  public var freshnessDays: LiteralSyntax?
  public var aliases: [TextSyntax] = []
  public var sources: [NameSyntax] = []
  public var sensitivity: Sensitivity?
  public var range: SourceRange
  public init(name: NameSyntax, owner: NameSyntax, range: SourceRange) {
    self.name = name
    self.owner = owner
    self.range = range
  }
}

/// `关系 员工 = 任职 反向 单位`.
public struct ReverseSyntax: Sendable {
  public let name: NameSyntax
  public let relation: NameSyntax
  public let field: NameSyntax
  public let range: SourceRange
  public init(name: NameSyntax, relation: NameSyntax, field: NameSyntax, range: SourceRange) {
    self.name = name
    self.relation = relation
    self.field = field
    self.range = range
  }
}

public struct CodeListSyntax: Sendable {
  public struct File: Sendable {
    public var path: TextSyntax
    public var code = "code"
    public var name = "name"
    public var parent: String? = "parent"
    /// `沿革`: a CSV with columns old_code and new_code.
    public var changes: TextSyntax?
    public init(path: TextSyntax) { self.path = path }
  }
  public struct Entry: Sendable {
    public let code: NameSyntax
    /// The code itself where only one word is written.
    public let name: NameSyntax
    public let children: [Entry]
    public init(code: NameSyntax, name: NameSyntax, children: [Entry]) {
      self.code = code
      self.name = name
      self.children = children
    }
  }
  public var name: NameSyntax
  public var file: File?
  public var entries: [Entry] = []
  /// `次序 从高到低 […]` (true), `从低到高` (false).
  public var descending: Bool?
  public var order: [NameSyntax] = []
  public var range: SourceRange
  public init(name: NameSyntax, range: SourceRange) {
    self.name = name
    self.range = range
  }
}

/// `集合 六大高耗能 = 国民经济行业 [C25, C26]`.
public struct CodeSetSyntax: Sendable {
  public let name: NameSyntax
  public let list: NameSyntax
  public let members: [CodePathSyntax]
  public let range: SourceRange
  public init(name: NameSyntax, list: NameSyntax, members: [CodePathSyntax], range: SourceRange) {
    self.name = name
    self.list = list
    self.members = members
    self.range = range
  }
}

/// `鼓楼区`, `江苏省/徐州市/鼓楼区`, `350602`.
public struct CodePathSyntax: Hashable, Sendable {
  public let parts: [NameSyntax]
  public let range: SourceRange
  public init(parts: [NameSyntax], range: SourceRange) {
    self.parts = parts
    self.range = range
  }
}

public struct ParameterSyntax: Sendable {
  /// `待定 介于 a 与 b`, both included.
  public struct Bounds: Sendable {
    public let lowest: ExpressionSyntax
    public let highest: ExpressionSyntax
    public init(lowest: ExpressionSyntax, highest: ExpressionSyntax) {
      self.lowest = lowest
      self.highest = highest
    }
  }
  public struct Entry: Sendable {
    /// A day, or a year for 按年度.
    public let from: LiteralSyntax
    /// `nil` in a position: 任意.
    public let keys: [CodePathSyntax?]
    /// `nil`: 待定.
    public let value: ExpressionSyntax?
    public let bounds: Bounds?
    public let range: SourceRange
    public init(
      from: LiteralSyntax, keys: [CodePathSyntax?], value: ExpressionSyntax?, bounds: Bounds? = nil,
      range: SourceRange
    ) {
      self.from = from
      self.keys = keys
      self.value = value
      self.bounds = bounds
      self.range = range
    }
  }
  public var name: NameSyntax
  public var keyLists: [NameSyntax] = []
  public var type: TypeSyntax
  public var isInherited = false
  public var isByYear = false
  public var sources: [NameSyntax] = []
  public var entries: [Entry] = []
  /// CSV with the columns 自, one per key list by its name, 值.
  public var file: TextSyntax?
  public var range: SourceRange
  public init(name: NameSyntax, type: TypeSyntax, range: SourceRange) {
    self.name = name
    self.type = type
    self.range = range
  }
}

/// `标签 X 属于 实体 = …`, `指标 X 属于 实体 类型 = …`.
public struct DefinitionSyntax: Sendable {
  public let name: NameSyntax
  public let table: NameSyntax
  /// `nil` for a tag.
  public let type: TypeSyntax?
  public let expression: ExpressionSyntax
  public let range: SourceRange
  public init(
    name: NameSyntax, table: NameSyntax, type: TypeSyntax?, expression: ExpressionSyntax,
    range: SourceRange
  ) {
    self.name = name
    self.table = table
    self.type = type
    self.expression = expression
    self.range = range
  }
}

public struct LedgerSyntax: Sendable {
  public var name: NameSyntax
  public var policies: [NameSyntax] = []
  /// External programmes, in quotes.
  public var programmes: [NameSyntax] = []
  public var coversAllPolicies = false
  public var level: Ledger.Level = .person
  public var freshnessDays: LiteralSyntax?
  public var sources: [NameSyntax] = []
  public var range: SourceRange
  public init(name: NameSyntax, range: SourceRange) {
    self.name = name
    self.range = range
  }
}
