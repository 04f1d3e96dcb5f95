/// What a policy says in each of its versions, over its subject.
public struct Versioned<Value: Sendable>: Sendable {
  /// As the policy was first written.
  public let base: Value
  /// The latest first: the first one that applies counts.
  public private(set) var changes: [(applies: Expression, value: Value)] = []

  public init(_ base: Value) { self.base = base }

  public mutating func change(to value: Value, where applies: Expression) {
    changes.insert((applies, value), at: 0)
  }

  public var all: [Value] { changes.map(\.value) + [base] }
}
