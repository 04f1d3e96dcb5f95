public enum Punctuation: String, Hashable, Sendable {
  case openBrace = "{"
  case closeBrace = "}"
  case openParen = "("
  case closeParen = ")"
  case openBracket = "["
  case closeBracket = "]"
  case comma = ","
  case semicolon = ";"
  case colon = ":"
  case dot = "."
  case slash = "/"

  package var closing: Punctuation? {
    switch self {
    case .openBrace: .closeBrace
    case .openParen: .closeParen
    case .openBracket: .closeBracket
    default: nil
    }
  }

  package var isClosing: Bool { self == .closeBrace || self == .closeParen || self == .closeBracket }
}

/// One word, sign, figure or text of a file. The trivia (blanks, comments) before it runs from
/// `triviaLower` to `range.lower`, so tokens with their trivia are the file byte for byte.
public struct Token: Sendable {
  public enum Kind: Hashable, Sendable {
    /// A run of Han characters or a Latin identifier, keyword or name.
    case word
    /// 「…」.
    case quotedName
    /// A figure with its unit, or a date.
    case number
    /// “…”.
    case text
    /// `（一）`, `1.`, `(a)` at a clause's start.
    case label
    case punctuation(Punctuation)
    /// An operator sign: `=`, `≥`, `×`.
    case sign
    /// A character that has no place here, already reported.
    case bad
    case end
  }

  public let kind: Kind
  public let range: SourceRange
  public let triviaLower: Int
  /// First of its line.
  public let startsLine: Bool
  /// Bytes before it on its line where it is the first of the line.
  public let indentation: Int
  /// The word with half-width letters, the digits of a figure, or what stands between the quotes.
  public let text: String
  /// `nil` for names in 「…」.
  public let keyword: Keyword?
  public let literal: LiteralSyntax.Value?
  /// Unit of a figure as written; empty for a bare figure and for dates.
  public let unit: String

  package init(
    kind: Kind, range: SourceRange, triviaLower: Int, startsLine: Bool = false, indentation: Int = 0,
    text: String = "", keyword: Keyword? = nil, literal: LiteralSyntax.Value? = nil, unit: String = ""
  ) {
    self.kind = kind
    self.range = range
    self.triviaLower = triviaLower
    self.startsLine = startsLine
    self.indentation = indentation
    self.text = text
    self.keyword = keyword
    self.literal = literal
    self.unit = unit
  }

  package var punctuation: Punctuation? {
    if case .punctuation(let p) = kind { p } else { nil }
  }
}
