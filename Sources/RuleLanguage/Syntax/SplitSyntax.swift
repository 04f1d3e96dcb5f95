/// `市级 若 … 则 30% 否则 20%`, `区级 其余`, `监护人 60%`: a part of 出资 or 领取.
public struct SplitPartSyntax: Sendable {
  /// A payer's name, or a path to a payee.
  public let name: [NameSyntax]
  /// `nil`: 其余.
  public let share: ExpressionSyntax?
  public let range: SourceRange
  public init(name: [NameSyntax], share: ExpressionSyntax?, range: SourceRange) {
    self.name = name
    self.share = share
    self.range = range
  }
}
