import Matching
import RuleLanguage

/// Policies for decisions, written as checked values.
enum Policies {
  private typealias Person = Registry.Person

  static func clause(
    _ label: String, _ expression: Expression, _ text: String = "", basis: String? = nil
  ) -> Clause {
    Clause(
      label: label, heading: nil, body: .expression(expression), basis: basis, text: text,
      range: Registry.nowhere)
  }

  static func clause(_ label: String, _ quantity: Quantity, _ clauses: [Clause]) -> Clause {
    Clause(
      label: label, heading: nil, body: .group(ClauseGroup(quantity: quantity, clauses: clauses)),
      basis: nil, text: "", range: Registry.nowhere)
  }

  static func code(_ ordinal: Int, of list: CodeListID) -> Expression {
    Expression(.constant(.code(ordinal)), .code(list), Registry.nowhere)
  }

  static var lives: Expression { Registry.field(Person.home).isOne(of: Registry.Place.all) }
  static var isOld: Expression { Registry.age.atLeast(number(80, .years)) }
  static var isGraduate: Expression {
    Registry.field(Person.degree).atLeast(code(Registry.Degree.bachelor, of: 1))
  }
  static var isDisabled: Expression { Registry.field(Person.disabled) }
  static var isRich: Expression { Registry.field(Person.income).compared(.greater, money(3000)) }
  static var hasHouse: Expression {
    truth(.exists(Query(view: Registry.House.view, hops: [], filter: nil, span: .ever)))
  }

  /// 80 to 89: 50元, 90 to 99: 100元, 100 and above: 500元.
  static var allowance: Expression {
    let age = Registry.age
    func between(_ low: Int, _ high: Int) -> Expression {
      truth(
        .and([
          age.atLeast(number(low, .years)), age.compared(.lessOrEqual, number(high, .years)),
        ]))
    }
    let rows = [
      TableExpression.Row(condition: between(80, 89), value: money(50)),
      TableExpression.Row(condition: between(90, 99), value: money(100)),
      TableExpression.Row(condition: age.atLeast(number(100, .years)), value: money(500)),
    ]
    return Expression(
      .table(TableExpression(choice: .first, rows: rows, otherwise: .denied)), .number(.money),
      Registry.nowhere)
  }

  static func policy(
    _ conditions: [Clause], exclusions: [Clause] = [], benefit: Benefit = .none,
    frequency: Frequency = .monthly
  ) -> Policy {
    var policy = Policy(name: "试", title: "试", subject: 0, range: Registry.nowhere)
    policy.conditions = ClauseGroup(quantity: .all, clauses: conditions)
    policy.exclusions = ClauseGroup(quantity: .any, clauses: exclusions)
    policy.items = [Item(name: "", benefit: benefit, frequency: frequency, range: Registry.nowhere)]
    return policy
  }

  /// （一）lives in 漳州市, （二）80 or older, （三）a graduate or disabled; not with more than 3000元.
  static var oldAge: Policy {
    var policy = policy(
      [
        clause("（一）", lives, "户籍地 属于 漳州市", basis: "第三条第（一）项"),
        clause("（二）", isOld, "年满 80周岁"),
        clause("（三）", .any, [clause("1.", isGraduate, "本科以上"), clause("2.", isDisabled, "是 残疾")]),
      ], exclusions: [clause("（一）", isRich, "月收入 超过 3000元")], benefit: .amount(allowance))
    policy.validFrom = day(2021, 7, 1)
    policy.paysThroughEndMonth = true
    return policy
  }
}

func decide(
  _ policy: Policy, _ person: [Int: Cell] = [:], on date: String = "2026-03-31", at: JudgedAt? = nil,
  item: Int = 0, _ fill: (inout DatasetBuilder) -> Void = { _ in }
) -> Decision {
  var rules = Registry.rules
  rules.policies = [policy]
  return Explainer(rules, Registry.dataset(person, fill)).decide(
    ItemID(policy: 0, item: item), record: 0, at: at ?? JudgedAt(current: day(date)))
}
