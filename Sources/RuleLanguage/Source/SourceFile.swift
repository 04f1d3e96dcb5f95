/// One file of rule text, as it was read: `path` is shown to people, `text` is UTF-8.
public struct SourceFile: Hashable, Sendable {
  public let path: String
  public let text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// A half-open span of UTF-8 offsets in one file of a rule set.
public struct SourceRange: Hashable, Sendable {
  /// Index into the rule set's files.
  public var file: Int
  public var lower: Int
  public var upper: Int

  public init(file: Int, lower: Int, upper: Int) {
    self.file = file
    self.lower = lower
    self.upper = upper
  }

  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(file: file, lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}
