/// What a name in the rule text stands for. Indexes are those of the ``RuleSet`` of the same check.
public enum Symbol: Hashable, Sendable {
  case codeList(CodeListID)
  /// By ordinal.
  case code(CodeListID, Int)
  case codeSet(String)
  /// An entity, a relation or a ledger as the relation that rules read.
  case table(TableID)
  /// A relation seen from its other end, by index of ``RuleSet/views``.
  case reverse(Int)
  case field(TableID, Int)
  case parameter(Int)
  /// A tag or a measure.
  case definition(Int)
  /// A declared table (对照) and one of its inputs.
  case tableFunction(String)
  case input(String, of: String)
  case policy(String)
  case item(String, of: String)
  /// A programme outside of the rule set, which a ledger lists.
  case programme(String)
  /// A ledger that no rule can read as a relation.
  case ledger(String)
  case lifeEvent(String)
  case exclusiveGroup(String)
  /// What holds inside a part of the text only, by the place that declares it: 记作, a case's subject.
  case local(SourceRange)
}

/// One place at which a name stands.
public struct NameUse: Hashable, Sendable {
  public let range: SourceRange
  public let symbol: Symbol
  public let isDeclaration: Bool
}

/// Takes down what the checker resolves, as it does so.
struct NameRecorder {
  private(set) var uses: [NameUse] = []
  private var locals: [(name: String, range: SourceRange, scope: SourceRange)] = []
  private var localUses: [(name: String, range: SourceRange)] = []

  mutating func note(_ range: SourceRange, _ symbol: Symbol, isDeclaration: Bool = false) {
    guard range.upper > range.lower else { return }
    uses.append(NameUse(range: range, symbol: symbol, isDeclaration: isDeclaration))
  }

  mutating func declareLocal(_ name: NameSyntax, in scope: SourceRange) {
    locals.append((name.text, name.range, scope))
  }

  mutating func noteLocal(_ name: String, _ range: SourceRange) { localUses.append((name, range)) }

  /// In the order of the text, one a place. What was declared there wins, then what was noted last.
  func finished() -> [NameUse] {
    var byPlace: [SourceRange: NameUse] = [:]
    func add(_ use: NameUse) {
      if byPlace[use.range]?.isDeclaration == true, !use.isDeclaration { return }
      byPlace[use.range] = use
    }
    for use in uses { add(use) }
    let named = Dictionary(grouping: locals, by: \.name)
    for local in locals {
      add(NameUse(range: local.range, symbol: .local(local.range), isDeclaration: true))
    }
    for use in localUses {
      let around = (named[use.name] ?? []).filter {
        $0.scope.file == use.range.file && $0.scope.lower <= use.range.lower
          && use.range.upper <= $0.scope.upper
      }
      // The innermost one; two of one extent are one name.
      guard
        let inner = around.min(by: { ($0.scope.length, $0.range.lower) < ($1.scope.length, $1.range.lower) })
      else { continue }
      add(NameUse(range: use.range, symbol: .local(inner.range), isDeclaration: use.range == inner.range))
    }
    return byPlace.values.sorted {
      ($0.range.file, $0.range.lower, $0.range.upper) < ($1.range.file, $1.range.lower, $1.range.upper)
    }
  }
}

extension SourceRange {
  var length: Int { upper - lower }

  /// Whether a cursor at this offset touches it.
  func touches(file: Int, offset: Int) -> Bool { file == self.file && lower <= offset && offset <= upper }
}
