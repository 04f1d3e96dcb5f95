/// One thing that is wrong with a rule set, as a value. Nothing that an author gets wrong throws.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, Comparable {
    case note, warning, error
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// A labelled second place.
  public struct Related: Hashable, Sendable {
    public let range: SourceRange
    public let message: Message
    public init(range: SourceRange, message: Message) {
      self.range = range
      self.message = message
    }
  }

  /// A text change that mends it.
  public struct FixIt: Hashable, Sendable {
    public let message: Message
    public let range: SourceRange
    public let replacement: String
    public init(message: Message, range: SourceRange, replacement: String) {
      self.message = message
      self.range = range
      self.replacement = replacement
    }
  }

  /// Stable kebab-case id, such as `unknown-name`; documented in the language reference.
  public let id: String
  public let severity: Severity
  public let range: SourceRange
  public let message: Message
  /// What to write instead.
  public var remedy: Message?
  public var related: [Related]
  public var fixIt: FixIt?
  /// The name that its remedy puts in the place of the whole span.
  public var meant: String?

  public init(
    _ id: String, _ severity: Severity = .error, at range: SourceRange, _ message: Message,
    remedy: Message? = nil, related: [Related] = [], fixIt: FixIt? = nil
  ) {
    self.id = id
    self.severity = severity
    self.range = range
    self.message = message
    self.remedy = remedy
    self.related = related
    self.fixIt = fixIt
  }
}

/// A sentence in both languages.
public struct Message: Hashable, Sendable {
  public let chinese: String
  public let english: String
  public init(zh chinese: String, en english: String) {
    self.chinese = chinese
    self.english = english
  }

  public func text(_ language: Language) -> String {
    language == .chinese ? chinese : english
  }
}

public enum Language: String, Hashable, Sendable {
  case chinese = "zh"
  case english = "en"
}
