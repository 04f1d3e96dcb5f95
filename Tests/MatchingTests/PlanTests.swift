import Matching
import RuleLanguage
import Testing

@Suite struct PlanTests {
  private let truth = ValueType.truth

  private func expression(_ kind: Expression.Kind, _ type: ValueType) -> Expression {
    Expression(kind, type, nowhere)
  }

  private func field(_ field: Int, _ type: ValueType, hops: [Hop] = []) -> Expression {
    expression(
      .path(Path(frame: World.person, hops: hops, table: World.person, field: field)), type)
  }

  private func declarations() -> RuleSet {
    var random = SplitMix64(seed: 1)
    var ruleSet = World.declarations(&random, dates: Dates(&random))
    ruleSet.tables[World.person].endField = World.Person.end
    ruleSet.tables[World.person].startField = nil
    return ruleSet
  }

  private func policy(_ name: String, _ clauses: [Expression], _ benefit: Benefit) -> Policy {
    var policy = Policy(name: name, title: name, subject: World.person, range: nowhere)
    policy.conditions = ClauseGroup(
      quantity: .all,
      clauses: clauses.enumerated().map { RandomPolicies.clause("（\($0 + 1)）", $1) })
    policy.items = [Item(name: "", benefit: benefit, frequency: .monthly, range: nowhere)]
    return policy
  }

  private var ageIs80: Expression {
    let age = expression(
      .elapsed(
        .years, from: field(World.Person.birth, .day),
        to: expression(.moment(.decisionDay), .day)), .number(.years))
    let limit = expression(.constant(.number(Number(80))), .number(.years))
    return expression(.compare(.greaterOrEqual, age, limit), truth)
  }

  private var livesHere: Expression {
    let set = CodeSet(list: World.regions, ranges: [0..<5])
    return expression(.inCodes(field(World.Person.region, .code(World.regions)), set), truth)
  }

  @Test func thePlanIsWrittenOutNodeByNode() {
    var ruleSet = declarations()
    ruleSet.definitions = [
      Definition(name: "高龄", table: World.person, expression: ageIs80, range: nowhere)
    ]
    let fifty = expression(.constant(.number(Number(5000))), .number(.money))
    let spouse = expression(.definition(0, hops: [.field(World.Person.spouse)]), truth)
    let query = Query(view: World.pays, hops: [], filter: nil, span: .ever)
    ruleSet.policies = [
      policy("高龄津贴", [ageIs80, livesHere], .amount(fifty)),
      policy("双高龄", [livesHere, spouse, expression(.exists(query), truth)], .none),
    ]
    #expect(
      Program(ruleSet).describe() == """
        %0 = 出生日期 over 个人
        %1 = decisionDay
        %2 = years from %0 to %1 over 个人
        %3 = 80
        %4 = %2 greaterOrEqual %3 over 个人
        %5 = 户籍地 over 个人
        %6 = %5 in 1...12 over 个人
        %7 = no
        %8 = 死亡日期 over 个人
        %9 = none %8 over 个人
        %10 = %8 greater %1 over 个人
        %11 = or[%9, %10] over 个人
        %12 = 5000
        %13 = yes
        %14 = through 配偶 %4 (none: no) over 个人
        %15 = exists in 社保月缴 ever over 个人
        高龄津贴: over 个人
          clauses [%4, %6]
          exclusions %7, alive %11, benefit %13
          amount %12
        双高龄: over 个人
          clauses [%6, %14, %15]
          exclusions %7, alive %11, benefit %13

        """)
  }

  @Test func aConditionWrittenTwiceIsOneNode() {
    var ruleSet = declarations()
    ruleSet.policies = [policy("甲", [ageIs80], .none)]
    let once = Program(ruleSet)
    ruleSet.policies = (0..<50).map { policy("\($0)", [ageIs80, ageIs80], .none) }
    let often = Program(ruleSet)
    #expect(often.nodeCount == once.nodeCount && often.atomCount == once.atomCount)
  }

  @Test func neededFieldsIncludeEndsAndLinks() {
    var ruleSet = declarations()
    let filter = Expression(
      .path(Path(frame: World.loan, hops: [.owner], table: World.enterprise, field: 5)), truth, nowhere)
    let query = Query(view: World.loansOfPerson, hops: [.field(8)], filter: filter, span: .ever)
    ruleSet.policies = [policy("甲", [expression(.exists(query), truth)], .none)]
    let program = Program(ruleSet)
    #expect(program.neededFields == [[8, World.Person.end], [5], [], [], [3]])
    #expect(program.queryCount == 1)
  }

  @Test func constantsAreFoldedAndCertainClausesDropOut() {
    var ruleSet = declarations()
    let two = expression(.constant(.number(Number(2))), .number(.none))
    let sum = expression(.arithmetic(.add, two, two), .number(.none))
    let four = expression(.constant(.number(Number(4))), .number(.none))
    let holds = expression(.compare(.equal, sum, four), truth)
    ruleSet.policies = [policy("甲", [expression(.and([livesHere, holds]), truth)], .none)]
    let text = Program(ruleSet).describe()
    #expect(text.contains("%4 = yes\n") && text.contains("clauses [%1]"))
    #expect(!text.contains("and["))
  }
}
