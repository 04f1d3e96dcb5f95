/// A name as its author wrote it, without the quotes of 「…」.
public struct NameSyntax: Hashable, Sendable {
  public let text: String
  public let range: SourceRange
  public init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// A quoted text “…”.
public struct TextSyntax: Hashable, Sendable {
  public let text: String
  public let range: SourceRange
  public init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// One file as it was parsed. Parsing never fails: what could not be read is reported and left out.
public struct FileSyntax: Sendable {
  public let file: Int
  public let declarations: [DeclarationSyntax]
  public init(file: Int, declarations: [DeclarationSyntax]) {
    self.file = file
    self.declarations = declarations
  }
}

public enum DeclarationSyntax: Sendable {
  case entity(EntitySyntax)
  case relation(RelationSyntax)
  case reverse(ReverseSyntax)
  case codeList(CodeListSyntax)
  case codeSet(CodeSetSyntax)
  case parameter(ParameterSyntax)
  case definition(DefinitionSyntax)
  case ledger(LedgerSyntax)
  case lifeEvent(LifeEventSyntax)
  case policy(PolicySyntax)
  case table(TableDeclarationSyntax)
}

public struct LiteralSyntax: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    /// A number with its unit; money is in fen already, percent and BP are ratios already. `raw` is
    /// the digits as written, for codes.
    case number(Number, Unit, raw: String)
    case day(Day)
    case month(YearMonth)
    case year(Int)
    case text(String)
    case truth(Bool)
  }
  public let value: Value
  public let range: SourceRange
  public init(value: Value, range: SourceRange) {
    self.value = value
    self.range = range
  }
}

/// `文本`, `代码 学历`, `[城市, 农村]`, `指向 个人`.
public struct TypeSyntax: Sendable {
  public enum Kind: Sendable {
    /// 文本 整数 小数 比率 金额 日期 年月 年 是否 月数 (a number of months) 岁数 (years) 天数 (days)
    case named(String)
    case code(NameSyntax)
    case inlineCodes([NameSyntax])
    case reference(NameSyntax)
  }
  public let kind: Kind
  public let range: SourceRange
  public init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
