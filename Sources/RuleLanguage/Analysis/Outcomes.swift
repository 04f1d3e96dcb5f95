/// The truths that a condition can still come to while some of what it reads is open.
struct Outcomes: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let yes = Outcomes(rawValue: 1)
  static let no = Outcomes(rawValue: 2)
  static let unknown = Outcomes(rawValue: 4)
  static let any: Outcomes = [.yes, .no, .unknown]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ truth: Truth) {
    self =
      switch truth {
      case .yes: .yes
      case .no: .no
      case .unknown: .unknown
      }
  }

  /// A single truth: nothing more to learn.
  var isSettled: Bool { rawValue & (rawValue &- 1) == 0 }

  static prefix func ! (a: Outcomes) -> Outcomes {
    var result = a.intersection(.unknown)
    if a.contains(.yes) { result.insert(.no) }
    if a.contains(.no) { result.insert(.yes) }
    return result
  }

  static func && (a: Outcomes, b: Outcomes) -> Outcomes {
    var result = a.union(b).intersection(.no)
    if a.contains(.yes), b.contains(.yes) { result.insert(.yes) }
    let open: Outcomes = [.yes, .unknown]
    if a.union(b).contains(.unknown), !a.isDisjoint(with: open), !b.isDisjoint(with: open) {
      result.insert(.unknown)
    }
    return result
  }

  static func || (a: Outcomes, b: Outcomes) -> Outcomes { !(!a && !b) }

  /// Of `至少n项` (and, `exactly`, of `恰有n项`): by the counts of certain and of possible parts.
  static func counting(_ n: Int, exactly: Bool, of parts: [Outcomes]) -> Outcomes {
    var counts: Set<[Int]> = [[0, 0]]
    for part in parts {
      var next: Set<[Int]> = []
      for count in counts {
        if part.contains(.no) { next.insert(count) }
        if part.contains(.unknown) { next.insert([count[0], count[1] + 1]) }
        if part.contains(.yes) { next.insert([count[0] + 1, count[1] + 1]) }
      }
      counts = next
    }
    var result: Outcomes = []
    for count in counts {
      let truths = (0..<count[1]).map { $0 < count[0] ? Truth.yes : .unknown }
      result.insert(Outcomes(exactly ? Truth.exactly(n, of: truths) : Truth.atLeast(n, of: truths)))
    }
    return result
  }
}
