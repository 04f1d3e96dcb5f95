import Matching
import RuleLanguage

/// The rows that 资格 writes into one list (列入), ready to be imported.
public struct ListFile: Sendable {
  public struct Row: Sendable {
    /// Key of the subject.
    public let subject: String
    public let cells: [String]
  }

  public let table: TableID
  /// What names the subject, then the columns of ``Row/cells``.
  public let header: [String]
  /// By policy in the order of the text, then by subject; each subject and key once.
  public private(set) var rows: [Row] = []
  private var seen: Set<[String]> = []

  fileprivate init(_ table: Table, owner: Table, fields: [Int]) {
    self.table = table.id
    let key = owner.key.first.map { owner.fields[$0].name } ?? owner.name
    header = [table.field(named: key) == nil ? key : owner.name] + fields.map { table.fields[$0].name }
  }

  fileprivate mutating func add(_ row: Row, key: [String]) {
    if seen.insert([row.subject] + key).inserted { rows.append(row) }
  }
}

extension Evaluation {
  /// One a list that some 资格 names: those who are eligible today, confirmed (or the policy says
  /// 发现即推), and not on it for certain. What is written today is on the list once it is imported.
  public func listFiles() -> [ListFile] {
    let ruleSet = input.ruleSet
    let explainer = Explainer(ruleSet, input.dataset)
    let listings = ruleSet.itemIDs.compactMap { id in input.item(id).listing.map { (id, $0) } }
    var files: [TableID: ListFile] = [:]
    var order: [TableID] = []
    for (id, listing) in listings {
      let table = ruleSet.tables[listing.table]
      let written = listings.filter { $0.1.table == listing.table }.flatMap { $0.1.fields }
      // A column that is not there would be unknown, and a blank one is none.
      let end = [table.relation?.validTo].compactMap(\.self)
      let fields = Set(written + table.key + end).sorted()
      if files[listing.table] == nil {
        let owner = ruleSet.tables[ruleSet.policies[id.policy].subject]
        files[listing.table] = ListFile(table, owner: owner, fields: fields)
        order.append(listing.table)
      }
      for units in units where units.id == id && units.isCurrent {
        for subject in newcomers(units, listing, explainer) {
          let cells = cells(of: listing, ruleSet.policies[id.policy].subject, subject, units.at, explainer)
          files[listing.table]?.add(
            ListFile.Row(
              subject: input.dataset.tables[ruleSet.policies[id.policy].subject].keys[subject],
              cells: fields.map { cells[$0] ?? "" }),
            key: table.key.map { cells[$0] ?? "" })
        }
      }
    }
    return order.compactMap { files[$0] }
  }

  private func newcomers(
    _ units: JudgedUnits, _ listing: Listing, _ explainer: Explainer
  ) -> [Int] {
    let policy = input.ruleSet.policies[units.id.policy]
    let verifications = VerificationIndex(input.verifications)
    let keys = input.dataset.tables[policy.subject].keys
    let eligible = units.outcome.yes.intersection(input.subjects(of: policy.subject))
      .subtracting(units.superseded).subtracting(units.undecidedItem).subtracting(units.undecidedPolicy)
    return eligible.members.filter { subject in
      let isConfirmed =
        policy.push?.timing == .onFinding
        ? !verifications.suppresses(policy: policy.name, subject: keys[subject], asOf: input.asOf)
        : verifications.confirms(policy: policy.name, subject: keys[subject], asOf: input.asOf)
      guard isConfirmed else { return false }
      let listed = explainer.value(
        of: listing.isListed, table: policy.subject, record: subject, at: units.at)
      return listed != .value(.truth(true))
    }
  }

  /// By field of the list.
  private func cells(
    of listing: Listing, _ table: TableID, _ subject: Int, _ at: JudgedAt, _ explainer: Explainer
  ) -> [Int: String] {
    var result: [Int: String] = [:]
    for (field, value) in listing.values + [listing.from] + [listing.to].compactMap(\.self) {
      let found = explainer.value(of: value, table: table, record: subject, at: at)
      if case .value(let known) = found { result[field] = text(known, value.type) }
    }
    return result
  }

  /// As an import reads it.
  private func text(_ value: Value, _ type: ValueType) -> String {
    switch (value, type) {
    case (.number(let fen), .number(.money)): fen.divided(by: Number(100))?.plainText ?? ""
    case (.number(let number), _): number.plainText
    case (.year(let year), _): String(year)
    case (.code(let ordinal), .code(let list)): input.ruleSet.codeLists[list].entries[ordinal].code
    default: ValueText(input.ruleSet).text(value, type)
    }
  }
}

extension Listing {
  fileprivate var fields: [Int] { values.map(\.field) + [from.field] + [to?.field].compactMap(\.self) }
}
