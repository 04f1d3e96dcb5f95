import RuleLanguage

/// Worked cases as checked values.
extension Case {
  init(
    _ name: String, asOf: String, horizon: Int = 0, _ subjects: [Subject],
    parameters: [ParameterOverride] = [], receipts: [Receipt] = [], receiptsUnknown: Bool = false,
    expect: [Expectation]
  ) {
    self.init(
      name: name, asOf: day(asOf), horizonDays: horizon, subjects: subjects, parameters: parameters,
      receipts: receipts, receiptsUnknown: receiptsUnknown, expectations: expect, range: Rules.here)
  }

  static func person(_ cells: [Int: Cell], rows: [Int: Rows] = [:]) -> Subject {
    person("甲", cells, rows: rows)
  }

  static func person(
    _ name: String, _ cells: [Int: Cell], rows: [Int: Rows] = [:]
  ) -> Subject {
    Subject(name: name, table: World.person, cells: cells, rows: rows)
  }
}

extension Case.Expectation {
  init(
    _ outcome: Truth? = nil, of subject: String = "甲", item: String = "", row: String = "",
    period: String = "", because: String? = nil, missing: [String]? = nil, yuan: Int64? = nil,
    list: String? = nil
  ) {
    self.init(
      subject: subject, item: item, row: row, period: period, outcome: outcome, because: because,
      missing: missing, amount: yuan.map { Number($0 * 100) }, list: list, range: Rules.here)
  }
}

extension Case.Receipt {
  init(
    _ status: Status, of subject: String = "甲", policy: String = "", item: String = "",
    row: String = "", period: Period? = nil
  ) {
    self.init(
      subject: subject, policy: policy, item: item, row: row, period: period, amount: nil,
      status: status)
  }
}
