import Matching
import RuleLanguage

/// The selections of one item in one period: makes units' claims, and settles them together.
struct SelectionRun {
  let input: EvaluationInput
  let id: ItemID
  let period: Period
  let at: JudgedAt
  let isFuture: Bool
  private let receipts: ReceiptIndex
  private let capacities: [Load]
  /// So many of the item's selections decide; the others only order.
  private let deciding: Int

  init(
    _ input: EvaluationInput, _ id: ItemID, _ period: Period, _ at: JudgedAt, isFuture: Bool,
    _ receipts: ReceiptIndex, selections: Int? = nil
  ) {
    deciding = selections ?? input.item(id).selections.count
    self.input = input
    self.id = id
    self.period = period
    self.at = at
    self.isFuture = isFuture
    self.receipts = receipts
    capacities = input.item(id).selections.map { $0.capacity.load(input.ruleSet, at) }
  }

  var slot: ClaimBook.Slot {
    ClaimBook.Slot(
      policy: input.ruleSet.policies[id.policy].name, item: input.item(id).name, period: period.text,
      isFuture: isFuture)
  }

  private var selections: [Selection] { input.item(id).selections }
  private var isPerRow: Bool { input.item(id).perRow != nil }

  private func span(_ selection: Selection) -> ClosedRange<Day>? {
    let window: Window
    switch selection.span {
    case .ever: return nil
    case .year: window = .year(offset: 0)
    case .recent(let count, let unit): window = .rolling(count, unit)
    }
    let bounds = window.bounds(on: at.decisionDay)
    return bounds.first...bounds.last
  }

  // MARK: Claims

  /// `values` by selection; `amount` is read where money is shared. A unit that a verification keeps
  /// back may or may not come to be served.
  func claim(
    _ unit: UnitKey, outcome: Truth, isSuppressed: Bool, _ state: ReceiptState,
    _ values: [SelectionValues], _ amount: Amount
  ) -> UnitClaim {
    let entries = receipts.entries(ofPolicy: id.policy)[unit.subject] ?? []
    let isDue = outcome == .yes && isSuppressed ? Truth.unknown : outcome
    let claims = selections.indices.map { index -> Claim in
      let selection = selections[index]
      let holding = receipts.holding(
        of: id, row: isPerRow ? unit.row : nil, period: period, within: span(selection), state, entries)
      let isMoney = selection.kind.isMoney
      return Claim(
        pool: selection.isPerSubject ? unit.subject : "", group: selection.group(values[index].keys),
        isDue: isDue, isHeld: state.isInProcess ? .yes : state.receiving,
        held: isMoney ? holding.fen : holding.places,
        wanted: isMoney ? Load(low: max(0, amount.low ?? 0), high: amount.high) : Load(1),
        rank: selection.rank(values[index], input.ruleSet))
    }
    return UnitClaim(unit: unit, isStray: false, claims: claims)
  }

  /// Receipts of units that are not among these: rows that were deleted, subjects that left.
  func strays(besides units: [UnitClaim]) -> [UnitClaim] {
    var rows: [String: Set<String>] = [:]
    for claim in units { rows[claim.unit.subject, default: []].insert(claim.unit.row) }
    var result: [UnitClaim] = []
    for (subject, entries) in receipts.entries(ofPolicy: id.policy) {
      let known = rows[subject]
      if !isPerRow {
        if known == nil { result += stray(subject, "", entries) }
        continue
      }
      for (row, own) in Dictionary(grouping: entries, by: \.row) {
        if let row {
          if known?.contains(row) != true { result += stray(subject, row, own) }
        } else if known == nil {
          result += stray(subject, "", own)
        }
      }
    }
    return result
  }

  private func stray(_ subject: String, _ row: String, _ entries: [LedgerEntry]) -> [UnitClaim] {
    let key = isPerRow && !row.isEmpty ? row : nil
    let evidence = ReceiptEvidence(
      entries: entries, item: id.item, row: key, coverage: ReceiptCoverage(to: input.asOf))
    let isInProcess = evidence.isInProcess(period)
    let isHeld = evidence.isReceiving(period) || isInProcess
    if isHeld == .no { return [] }
    let state = ReceiptState(receiving: isHeld)
    let keys = key.map { input.rowFields($0, of: input.item(id)) } ?? RowFields()
    let claims = selections.map { selection -> Claim in
      let holding = receipts.holding(
        of: id, row: key, period: period, within: span(selection), state, entries)
      return Claim(
        pool: selection.isPerSubject ? subject : "",
        group: selection.strayGroup(keys), isDue: .no, isHeld: isHeld,
        held: selection.kind.isMoney ? holding.fen : holding.places, wanted: Load(0), rank: .unknown)
    }
    let unit = UnitKey(
      policy: slot.policy, item: slot.item, subject: subject, row: row, period: period.text)
    return [UnitClaim(unit: unit, isStray: true, claims: claims)]
  }

  // MARK: Places

  /// Of these units, beside those of other partitions; in the same order.
  func placements(of own: [UnitClaim]) -> [Placement] {
    settled(own).prefix(own.count).map(\.placement)
  }

  /// Receipts of units that are neither among these nor among those of other partitions.
  func strays(ofAll own: [UnitClaim]) -> [UnitClaim] {
    let others = input.claimsElsewhere[slot]
    let units = own + others.filter { !$0.isStray }
    return UnitClaim.strays(others.filter(\.isStray) + strays(besides: units), besides: units)
  }

  /// Of these units, and after them of those of other partitions.
  func settled(_ own: [UnitClaim]) -> [(unit: UnitClaim, placement: Placement)] {
    let others = input.claimsElsewhere[slot]
    let units = own + others.filter { !$0.isStray }
    let all = units + strays(ofAll: own)
    var due = all.map { $0.claims.first?.isDue ?? .no }
    var places = units.map { _ in [Truth]() }
    var granted: [Load?] = all.map { _ in nil }
    for (index, selection) in selections.prefix(deciding).enumerated() {
      let claims = all.indices.map { position -> Claim in
        var claim = all[position].claims[index]
        claim.isDue = due[position]
        if selection.kind.isMoney, let granted = granted[position] { claim.wanted = granted }
        return claim
      }
      let allocation = Allocation(
        capacity: capacities[index], ties: selection.ties == .served ? .served : .undecided,
        portion: selection.portion)
      let placed: [Truth]
      if selection.kind == .cap {
        let grants = allocation.grants(to: claims)
        placed = grants.map(\.isServed)
        for (position, grant) in grants.enumerated() where grant.amount != claims[position].wanted {
          granted[position] = grant.amount
        }
      } else {
        placed = allocation.places(of: claims)
      }
      for (position, place) in placed.enumerated() {
        due[position] = due[position] && place
        guard position < units.count else { continue }
        places[position].append(places[position].contains(.no) ? .yes : place)
      }
    }
    return zip(units, zip(places, granted)).map { unit, found in
      let left = found.0.contains(.no) ? nil : found.1.map { Amount(low: $0.low, high: $0.high) }
      return (unit, Placement(places: found.0, granted: left))
    }
  }
}

extension Expression {
  /// What reads no record: units or fen, as far as it is known on the decision day.
  func load(_ ruleSet: RuleSet, _ at: JudgedAt) -> Load {
    var builder = DatasetBuilder(ruleSet)
    builder.add(entity: 0, key: "", [:])
    let value = Explainer(ruleSet, builder.build()).value(of: self, table: 0, record: 0, at: at)
    switch value {
    case .value(.number(let number)): return Load(max(0, number.floor))
    case .range(let low, let high): return Load(low: max(0, low?.floor ?? 0), high: high?.floor)
    default: return .unknown
    }
  }
}

extension Selection {
  /// Of a row that is not among the records: what its own key says.
  fileprivate func strayGroup(_ fields: RowFields) -> Claim.Group {
    let values = keys.compactMap(fields.value)
    return values.count == keys.count ? .key(values) : .unknown
  }

  /// Of 唯一, what is known to have no key is like nothing else.
  fileprivate func group(_ values: [Evaluated]) -> Claim.Group {
    if kind == .unique, values.contains(.none) { return .alone }
    var key: [Value] = []
    for value in values {
      // Those that are known to be of none of the groups are one together.
      if kind == .places, value == .none {
        key.append(.text(""))
        continue
      }
      guard case .value(let value) = value else { return .unknown }
      key.append(value)
    }
    return .key(key)
  }

  fileprivate func rank(_ values: SelectionValues, _ ruleSet: RuleSet) -> Rank {
    guard let order, let value = values.order else { return Rank(low: .zero, high: .zero) }
    let next = zip(nextOrders, values.nextOrders).map { Self.rank($1, $0.value, $0.isDescending, ruleSet) }
    let first = Self.rank(value, order, isDescending, ruleSet)
    return Rank(low: first.low, high: first.high, next: next)
  }

  private static func rank(
    _ value: Evaluated, _ order: Expression, _ isDescending: Bool, _ ruleSet: RuleSet
  ) -> Rank {
    var (low, high): (Number?, Number?) = (nil, nil)
    switch value {
    case .unknown, .none: break
    case .range(let from, let to): (low, high) = (from, to)
    case .value(let value):
      low = number(value, order.type, ruleSet)
      high = low
    }
    return isDescending ? Rank(low: high?.negated, high: low?.negated) : Rank(low: low, high: high)
  }

  private static func number(_ value: Value, _ type: ValueType, _ ruleSet: RuleSet) -> Number? {
    switch value {
    case .number(let number): number
    case .day(let day): Number(Int64(day.number))
    case .month(let month): Number(Int64(month.index))
    case .year(let year): Number(Int64(year))
    case .code(let ordinal):
      if case .code(let list) = type { Number(Int64(ruleSet.codeLists[list].ranks[ordinal])) } else { nil }
    case .truth, .text, .reference: nil
    }
  }
}
