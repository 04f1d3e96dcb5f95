/// The relations as which rules read the ledgers.
extension Checker {
  /// Registers policies and ledgers by what their receipts say, before anything reads them.
  mutating func declareReceiptTables(_ declarations: [DeclarationSyntax]) {
    for case .policy(let policy) in declarations {
      guard let subject = policy.subject.flatMap({ tableIDs[$0.text] }),
        ruleSet.tables[subject].relation == nil, ruleSet.programmes[policy.name.text] == nil
      else { continue }
      let frequency = policy.payment?.frequency ?? .once
      let items = policy.items.map {
        Programme.Item(name: $0.name.text, frequency: $0.payment?.frequency ?? frequency)
      }
      ruleSet.programmes[policy.name.text] = Programme(
        subject: subject, items: items.isEmpty ? [Programme.Item(name: "", frequency: frequency)] : items,
        validFrom: policy.validFrom.flatMap { firstDay($0) })
    }
    for case .ledger(let ledger) in declarations { declareReceiptTables(of: ledger, declarations) }
  }

  private mutating func declareReceiptTables(of ledger: LedgerSyntax, _ declarations: [DeclarationSyntax]) {
    guard !ruleSet.receiptTables.contains(where: { $0.ledger == ledger.name.text }) else { return }
    if viewIDs[ledger.name.text] != nil || tableIDs[ledger.name.text] != nil {
      return duplicate(ledger.name, kind: ("台账或关系", "ledger or relation"))
    }
    var held = ledger.policies.map(\.text)
    if ledger.coversAllPolicies {
      held = declarations.compactMap { if case .policy(let policy) = $0 { policy.name.text } else { nil } }
    }
    var entities: [TableID] = []
    for subject in held.compactMap({ ruleSet.programmes[$0]?.subject }) where !entities.contains(subject) {
      entities.append(subject)
    }
    let level = tableIDs[ledger.level.entityName].flatMap { ruleSet.tables[$0].relation == nil ? $0 : nil }
    if let level, entities.isEmpty || !ledger.programmes.isEmpty, !entities.contains(level) {
      entities.append(level)
    }
    // The relation of the ledger's own level bears its name.
    if let level, let place = entities.firstIndex(of: level) { entities.swapAt(0, place) }
    for (index, entity) in entities.enumerated() {
      let name = ledger.name.text
      addReceiptTable(
        index == 0 ? name : "\(name)·\(ruleSet.tables[entity].name)", of: entity, ledger: ledger)
    }
  }

  /// The relation of a programme's receipts; made now where no ledger holds them.
  mutating func receiptTable(of programme: String, subject: TableID) -> ReceiptTable? {
    if let known = ruleSet.receiptTable(of: programme, subject: subject) { return known }
    let isHeld = ruleSet.receiptTables.contains {
      $0.ledger != nil && ($0.coversAllPolicies || $0.programmes.contains(programme))
    }
    guard !isHeld, ruleSet.programmes[programme]?.subject == subject else { return nil }
    addReceiptTable("无台账·\(ruleSet.tables[subject].name)", of: subject, ledger: nil)
    return ruleSet.receiptTables.last
  }

  private mutating func addReceiptTable(_ name: String, of entity: TableID, ledger: LedgerSyntax?) {
    let range = ledger?.range ?? ruleSet.tables[entity].range
    var relation = Relation(owner: entity, completeness: .complete(from: nil))
    relation.freshnessDays = freshnessDays(of: ledger)
    let id = addReceipts(name, relation, sources: ledger?.sources.map(\.text) ?? [], range)
    tableIDs[name] = id
    viewIDs[name] = ruleSet.views.count
    ruleSet.receiptTables.append(
      ReceiptTable(
        table: id, view: ruleSet.views.count, entity: entity, ledger: ledger?.name.text,
        programmes: Set((ledger?.policies ?? []).map(\.text) + (ledger?.programmes ?? []).map(\.text)),
        coversAllPolicies: ledger?.coversAllPolicies ?? false))
    ruleSet.views.append(RelationView(name: name, table: id, entity: entity, link: .owner))
  }

  /// The relation of what is due for earlier periods; no rule can name it.
  mutating func dueTable(of entity: TableID) -> ReceiptTable {
    if let known = ruleSet.dueTables.first(where: { $0.entity == entity }) { return known }
    let name = "以前各期"
    let owner = ruleSet.tables[entity]
    let id = addReceipts(
      "\(name)·\(owner.name)", Relation(owner: entity, completeness: .held), sources: [], owner.range)
    let made = ReceiptTable(
      table: id, view: ruleSet.views.count, entity: entity, ledger: nil, programmes: [],
      coversAllPolicies: false)
    ruleSet.dueTables.append(made)
    ruleSet.views.append(RelationView(name: name, table: id, entity: entity, link: .owner))
    return made
  }

  private mutating func addReceipts(
    _ name: String, _ written: Relation, sources: [String], _ range: SourceRange
  ) -> TableID {
    var relation = written
    relation.validFrom = ReceiptField.from.rawValue
    relation.validTo = ReceiptField.to.rawValue
    relation.holdsReceipts = true
    let id = ruleSet.tables.count
    var table = Table(id: id, name: name, kind: .relation(relation), range: range)
    let statuses = receiptStatuses(range)
    table.fields = ReceiptField.allCases.map { field in
      let type: ValueType =
        switch field {
        case .policy, .item, .row, .rowOwner: .text
        case .from, .to, .date, .until: .day
        case .amount: .number(.money)
        case .status: .code(statuses)
        case .isValid, .share: .truth
        case .times: .number(.none)
        case .months, .policyMonths: .number(.months)
        }
      return Field(
        name: field.name, type: type, sources: sources, isOptional: [.to, .until, .rowOwner].contains(field),
        range: range)
    }
    ruleSet.tables.append(table)
    return id
  }

  func freshnessDays(of ledger: LedgerSyntax?) -> Int {
    if case .number(let n, _, _)? = ledger?.freshnessDays?.value { return Int(n.floor) }
    return 31
  }

  private mutating func receiptStatuses(_ range: SourceRange) -> CodeListID {
    let name = "享受.状态"
    if let known = codeListIDs[name] { return known }
    let list = CodeList(
      id: ruleSet.codeLists.count, name: name, items: ReceiptField.statuses.map { ($0, $0, nil) },
      range: range)
    add(list)
    return list.id
  }
}

extension Ledger.Level {
  var entityName: String {
    switch self {
    case .person: "个人"
    case .household: "家庭"
    case .enterprise: "企业"
    }
  }
}
