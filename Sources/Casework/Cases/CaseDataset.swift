import Matching
import RuleLanguage
import Store

/// The records, receipts and rule set of one case.
struct CaseSetting {
  let input: EvaluationInput
  /// Record key by the subject's name in the case.
  let keys: [String: String]
  /// Values that no field can hold, as they are shown.
  let unfit: [String]

  /// `ruleSet` holds the policy under test and those it is compared with.
  init(_ worked: Case, of policy: String, in ruleSet: RuleSet) {
    var ruleSet = ruleSet
    for override in worked.parameters { ruleSet.parameters[override.parameter].apply(override) }
    let ledger = Ledger(
      name: "用例", policies: [], coversAllPolicies: true, level: .person, freshnessDays: 0, sources: [],
      range: worked.range)
    ruleSet.ledgers = worked.receiptsUnknown ? [] : [ledger]
    var records = CaseRecords(ruleSet, worked)
    records.addAll()
    keys = records.keys
    unfit = records.unfit
    let given = worked.receipts.map { [keys] receipt in
      ReceiptRecord(
        policy: receipt.policy.isEmpty ? policy : receipt.policy,
        item: receipt.item.isEmpty ? nil : receipt.item,
        subject: keys[receipt.subject] ?? (receipt.subject.isEmpty ? records.soleKey : receipt.subject),
        row: receipt.row.isEmpty ? nil : receipt.row, period: receipt.period,
        status: ReceiptStatus(receipt.status), amountFen: receipt.amount?.roundedHalfUp,
        date: receipt.date, applied: receipt.applied, approved: receipt.approved)
    }
    let receipts = given.map { Receipt($0) }
    records.add(given)
    let imported = ReceiptLedger(
      name: ledger.name, coverage: ReceiptCoverage(to: worked.asOf), receipts: receipts)
    input = EvaluationInput(
      ruleSet: ruleSet, dataset: records.builder.build(),
      ledgers: worked.receiptsUnknown ? [] : [imported], asOf: worked.asOf,
      horizonDays: worked.horizonDays)
  }
}

extension ReceiptStatus {
  init(_ status: Case.Receipt.Status) {
    self =
      switch status {
      case .paid: .paid
      case .enrolled: .enrolled
      case .stopped: .stopped
      case .returned: .returned
      case .recovered: .recovered
      case .processing: .processing
      case .approved: .approved
      }
  }
}

extension Parameter {
  /// The case's value holds for its keys on every day, whatever the rule text says for them.
  mutating func apply(_ override: Case.ParameterOverride) {
    let keys = keyLists.indices.map { $0 < override.keys.count ? override.keys[$0] : nil }
    var starts = Set(entries.map(\.from))
    // A value for every code takes the place of those for single ones.
    if keys.contains(where: { $0 == nil }) {
      entries.removeAll { entry in zip(keys, entry.keys).allSatisfy { $0 == nil || $0 == $1 } }
    }
    if isByYear {
      for year in 1900...2200 { starts.insert(YearMonth(year: year, month: 1).firstDay) }
    } else {
      starts.insert(YearMonth(year: 1, month: 1).firstDay)
    }
    // Of entries that hold from the same day the last one counts.
    for start in starts.sorted() {
      entries.append(Entry(keys: keys, from: start, value: override.value, range: range))
    }
  }
}

/// Fills a dataset from a case. A complete relation is covered up to the as-of date: what the case does
/// not mention is none inside its coverage and unknown outside; an incomplete one is unknown.
struct CaseRecords {
  var builder: DatasetBuilder
  private(set) var keys: [String: String] = [:]
  private(set) var unfit: [String] = []
  let ruleSet: RuleSet
  let worked: Case

  init(_ ruleSet: RuleSet, _ worked: Case) {
    self.ruleSet = ruleSet
    self.worked = worked
    builder = DatasetBuilder(ruleSet)
    for subject in worked.subjects { keys[subject.name] = key(of: subject) }
  }

  var soleKey: String { worked.subjects.first.map { keys[$0.name] ?? $0.name } ?? "" }

  private func key(of subject: Case.Subject) -> String {
    guard let field = ruleSet.tables[subject.table].key.first,
      case .value(let value) = subject.cells[field]
    else { return subject.name }
    return text(value, ruleSet.tables[subject.table].fields[field].type)
  }

  mutating func addAll() {
    for table in ruleSet.tables {
      if table.relation?.holdsReceipts == true {
        if !worked.receiptsUnknown { builder.setCoverage(Coverage(to: worked.asOf), of: table.id) }
      } else if case .complete = table.relation?.completeness {
        builder.setCoverage(Coverage(to: worked.asOf), of: table.id)
      }
    }
    for subject in worked.subjects {
      let key = keys[subject.name] ?? subject.name
      builder.add(entity: subject.table, key: key, cells(subject.cells, of: subject.table))
      for (index, view) in ruleSet.views.enumerated() where view.entity == subject.table {
        add(subject.rows[index], index, view, of: key)
      }
    }
  }

  private mutating func add(_ rows: Case.Rows?, _ index: Int, _ view: RelationView, of key: String) {
    switch rows {
    case .some(.none): builder.close(view: index, of: key)
    case .unknown: builder.open(view: index, of: key)
    case .rows(let rows):
      for (position, row) in rows.enumerated() { add(row, position, view, of: key) }
    case nil: break
    }
  }

  private mutating func add(
    _ row: [Int: Case.Cell], _ position: Int, _ view: RelationView, of key: String
  ) {
    var cells = cells(row, of: view.table)
    var owner = key
    if case .field(let field) = view.link {
      cells[field] = .value(.reference(key))
      owner = ""
      switch row[Path.ownerField] {
      case .value(.reference(let name)), .value(.text(let name)): owner = keys[name] ?? name
      default: break
      }
    }
    builder.add(row: view.table, owner: owner, key: rowKey(row, position, of: view.table), cells)
  }

  private func rowKey(_ row: [Int: Case.Cell], _ position: Int, of table: TableID) -> String {
    let declared = ruleSet.tables[table]
    let parts = declared.key.map { field -> String in
      guard case .value(let value) = row[field] else { return "" }
      return text(value, declared.fields[field].type)
    }
    return parts.allSatisfy(\.isEmpty) ? "\(position + 1)" : parts.joined(separator: "/")
  }

  private mutating func cells(_ given: [Int: Case.Cell], of table: TableID) -> [Int: Cell] {
    var result: [Int: Cell] = [:]
    for (field, cell) in given where field >= 0 {
      switch cell {
      case .none: result[field] = Cell.none
      case .unknown: result[field] = .unknown
      case .value(.reference(let name)): result[field] = .value(.reference(keys[name] ?? name))
      case .value(.number(let number)):
        let declared = ruleSet.tables[table].fields[field]
        let scale = Number(Column.scale(for: declared.type))
        if number.multiplied(by: scale)?.isInteger ?? false {
          result[field] = .value(.number(number))
        } else {
          unfit.append("\(declared.name) \(number.plainText)")
        }
      case .value(let value): result[field] = .value(value)
      }
    }
    return result
  }

  private func text(_ value: Value, _ type: ValueType) -> String {
    switch value {
    case .truth(let truth): truth ? "是" : "否"
    case .number(let number): number.plainText
    case .day(let day): day.text
    case .month(let month): month.text
    case .year(let year): String(year)
    case .code(let ordinal):
      if case .code(let list) = type { ruleSet.codeLists[list].entries[ordinal].code } else { "" }
    case .text(let text), .reference(let text): text
    }
  }
}
