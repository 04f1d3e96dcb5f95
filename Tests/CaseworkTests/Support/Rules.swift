import Casework
import RuleLanguage

/// Rule sets as checked values, written down the way a rule text would read.
enum Rules {
  static let here = SourceRange(file: 0, lower: 0, upper: 0)

  static func expression(_ kind: Expression.Kind, _ type: ValueType = .truth) -> Expression {
    Expression(kind, type, here)
  }

  static func constant(_ value: Value, _ type: ValueType) -> Expression {
    expression(.constant(value), type)
  }
  static func yuan(_ amount: Int64) -> Expression {
    constant(.number(Number(amount * 100)), .number(.money))
  }

  static func clause(_ label: String, _ condition: Expression, _ text: String = "") -> Clause {
    Clause(
      label: label, heading: nil, body: .expression(condition), basis: nil, text: text, range: here)
  }

  static func all(_ clauses: Clause...) -> ClauseGroup { ClauseGroup(quantity: .all, clauses: clauses) }
  static func any(_ clauses: Clause...) -> ClauseGroup { ClauseGroup(quantity: .any, clauses: clauses) }

  static func item(
    _ name: String = "", _ benefit: Benefit, _ frequency: Frequency = .once
  ) -> Item {
    Item(name: name, benefit: benefit, frequency: frequency, range: here)
  }

  static func ledger(
    _ name: String = "台账", policies: [String] = [], freshness: Int = 31
  ) -> Ledger {
    Ledger(
      name: name, policies: policies, coversAllPolicies: policies.isEmpty, level: .person,
      freshnessDays: freshness, sources: ["财政局"], range: here)
  }
}

func day(_ text: String) -> Day {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
    preconditionFailure("no such day: \(text)")
  }
  return day
}

func period(_ text: String) -> Period {
  guard let period = Period(text: text) else { preconditionFailure("no such period: \(text)") }
  return period
}
