/// What a policy says in each of its versions.
public struct Versioned<Value: Sendable>: Sendable {
  public struct Change: Sendable {
    /// Over ``table``: the version, or a later one, is in force.
    public let applies: Expression
    public let table: TableID
    public let value: Value
  }

  /// As the policy was first written.
  public let base: Value
  /// The latest first: the first one that applies counts.
  public private(set) var changes: [Change] = []

  public init(_ base: Value) { self.base = base }

  public mutating func change(to value: Value, where applies: Expression, over table: TableID) {
    changes.insert(Change(applies: applies, table: table, value: value), at: 0)
  }

  public var all: [Value] { changes.map(\.value) + [base] }
}
