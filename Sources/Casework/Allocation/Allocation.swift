import RuleLanguage

/// Serves claims in their order until a capacity is used up, as far as that is certain.
///
/// With everything known: what is held already is taken off the capacity first. A claim that is due is
/// served if what is held, what is due before it and its own share fit together; so the first that does
/// not fit whole is out, and all after it. Of claims in the same place, see ``Ties``.
///
/// Where something is not known, a place is certain only if it is so however the unknown turns out.
public struct Allocation: Hashable, Sendable {
  /// Claims in the same place in the order that do not all fit.
  public enum Ties: Hashable, Sendable {
    /// 同名次: all are served if the first of them fits.
    case served
    /// 待核实: which of them is served cannot be told.
    case undecided
  }

  /// 20%: a part of how many are due, rounded down, or up (进一).
  public struct Portion: Hashable, Sendable {
    public let part: Number
    public let roundsUp: Bool
    public init(_ part: Number, roundsUp: Bool) {
      self.part = part
      self.roundsUp = roundsUp
    }
  }

  /// What a claim gets of a capacity that may be served in part.
  public struct Grant: Hashable, Sendable {
    public let amount: Load
    /// It gets something, and others do not leave open how much.
    public let isServed: Truth
  }

  public let capacity: Load
  public let ties: Ties
  /// Of each group, instead of the capacity.
  public let portion: Portion?

  public init(capacity: Load, ties: Ties, portion: Portion? = nil) {
    self.capacity = capacity
    self.ties = ties
    self.portion = portion
  }

  /// Whether each claim is served if it is due, in the same order. A claim of an unknown group is
  /// certain only where it is held. O(n log n).
  public func places(of claims: [Claim]) -> [Truth] {
    var result = [Truth](repeating: .yes, count: claims.count)
    for pool in Dictionary(grouping: claims.indices, by: { claims[$0].pool }).values {
      place(pool, of: claims, into: &result)
    }
    return result
  }

  /// Where each claim stands among all of its group that are due, were it due itself: 1 is the first, and
  /// claims in the same place share a rank.
  public static func ranks(of claims: [Claim]) -> [Load] {
    let groups = Dictionary(grouping: claims.indices, by: { claims[$0].group })
    let strays = (groups[.unknown] ?? []).map { claims[$0] }
    let anywhere = LoadBefore(strays, ties: .served, isCertain: false)
    var result = [Load](repeating: .unknown, count: claims.count)
    for (group, members) in groups {
      // One that may be of any group may be the first or the last of it.
      if group == .unknown {
        for index in members { result[index] = Load(low: 1, high: nil) }
        continue
      }
      let own = LoadBefore(members.map { claims[$0] }, ties: .served, isCertain: true)
      for index in members {
        var most = own.most(before: claims[index], withoutItself: true)
        most.add(anywhere.most(before: claims[index], withoutItself: false))
        let least = Int64(clamping: own.least(before: claims[index], withoutItself: true))
        result[index] = Load(low: 1 + least, high: most.value.map { 1 + Int64(clamping: $0) })
      }
    }
    return result
  }

  /// How much of what it wants each claim gets if it is due, where the last one that is served gets what
  /// is left: in the same order. What is held stays whole.
  public func grants(to claims: [Claim]) -> [Grant] {
    var result = claims.map { Grant(amount: $0.wanted, isServed: .yes) }
    for pool in Dictionary(grouping: claims.indices, by: { claims[$0].pool }).values {
      var groups: [Claim.Group: [Int]] = [:]
      for index in pool { groups[claims[index].group, default: []].append(index) }
      let strays = groups[.unknown] ?? []
      let anywhere = LoadBefore(strays.map { claims[$0] }, ties: ties, isCertain: false)
      for (group, members) in groups {
        switch group {
        case .alone: break
        case .unknown:
          for index in members where claims[index].isHeld != .yes {
            result[index] = Grant(
              amount: Load(low: 0, high: claims[index].wanted.high), isServed: .unknown)
          }
        case .key:
          let own = LoadBefore(members.map { claims[$0] }, ties: ties, isCertain: true)
          for index in members { result[index] = grant(claims[index], own, anywhere) }
        }
      }
    }
    return result
  }

  private func grant(_ claim: Claim, _ own: LoadBefore, _ anywhere: LoadBefore) -> Grant {
    if claim.isHeld == .yes { return Grant(amount: claim.wanted, isServed: .yes) }
    var most = own.most(before: claim, withoutItself: true)
    most.add(anywhere.most(before: claim, withoutItself: false))
    let room = most.value.map { max(0, Int128(capacity.low) - $0) } ?? 0
    var amount = Load(low: min(claim.wanted.low, Int64(clamping: room)), high: claim.wanted.high)
    var isSettled = false
    // Had it been served before, it would keep what it has.
    if let limit = capacity.high, claim.isHeld == .no {
      let left = max(0, Int128(limit) - own.least(before: claim, withoutItself: true))
      amount = Load(low: amount.low, high: min(amount.high ?? .max, Int64(clamping: left)))
      isSettled = left == room
    }
    if amount == claim.wanted { return Grant(amount: amount, isServed: .yes) }
    if amount.high == 0 { return Grant(amount: amount, isServed: .no) }
    let isCertain = amount.low > 0 && (isSettled || amount.low == amount.high)
    return Grant(amount: amount, isServed: isCertain ? .yes : .unknown)
  }

  private func place(_ pool: [Int], of claims: [Claim], into result: inout [Truth]) {
    var groups: [Claim.Group: [Int]] = [:]
    for index in pool { groups[claims[index].group, default: []].append(index) }
    let strays = groups[.unknown] ?? []
    let anywhere = LoadBefore(strays.map { claims[$0] }, ties: ties, isCertain: false)
    for (group, members) in groups {
      switch group {
      case .alone: break
      case .unknown: for index in members where claims[index].isHeld != .yes { result[index] = .unknown }
      case .key:
        let own = LoadBefore(members.map { claims[$0] }, ties: ties, isCertain: true)
        let due = DueCount(members.map { claims[$0] }, maybe: strays.map { claims[$0] })
        for index in members {
          let capacity = portion.map { $0.load(due, beside: claims[index]) } ?? capacity
          result[index] = place(claims[index], own, anywhere, capacity)
        }
      }
    }
  }

  private func place(
    _ claim: Claim, _ own: LoadBefore, _ anywhere: LoadBefore, _ capacity: Load
  ) -> Truth {
    if claim.isHeld == .yes { return .yes }
    var most = own.most(before: claim, withoutItself: true)
    most.add(anywhere.most(before: claim, withoutItself: false))
    most.add(Total(claim.wanted.high))
    if let total = most.value, total <= Int128(capacity.low) { return .yes }
    let least = own.least(before: claim, withoutItself: true) + Int128(claim.wanted.low)
    // Had it been served before, it would keep what it has.
    if let limit = capacity.high, least > Int128(limit) { return claim.isHeld == .no ? .no : .unknown }
    return .unknown
  }
}

/// How many claims of one group are due.
private struct DueCount {
  private(set) var certain: Int64 = 0
  private(set) var possible: Int64 = 0

  /// `maybe`: those that may be of the group.
  init(_ claims: [Claim], maybe: [Claim]) {
    for claim in claims {
      if claim.isDue == .yes { certain += 1 }
      if claim.isDue != .no { possible += 1 }
    }
    for claim in maybe where claim.isDue != .no { possible += 1 }
  }
}

extension Allocation.Portion {
  /// For a claim that is asked about as if it were due.
  fileprivate func load(_ due: DueCount, beside claim: Claim) -> Load {
    func places(_ count: Int64) -> Int64? {
      part.multiplied(by: Number(count)).map { roundsUp ? $0.ceiling : $0.floor }
    }
    let low = places(due.certain + (claim.isDue == .yes ? 0 : 1))
    return Load(low: low ?? 0, high: places(due.possible + (claim.isDue == .no ? 1 : 0)))
  }
}

/// A sum of which some terms may be without bound.
private struct Total {
  private var finite: Int128 = 0
  private var open = 0

  init() {}
  init(_ term: Int64?) {
    finite = Int128(term ?? 0)
    open = term == nil ? 1 : 0
  }

  mutating func add(_ other: Total) {
    finite += other.finite
    open += other.open
  }
  mutating func subtract(_ other: Total) {
    finite -= other.finite
    open -= other.open
  }
  var value: Int128? { open == 0 ? finite : nil }
}

/// How much the claims of one group take before a given one: at most, and at least.
private struct LoadBefore {
  private let ties: Allocation.Ties
  private let isCertain: Bool
  /// Whatever the order.
  private var mostHeld = Total()
  private var leastHeld: Int128 = 0
  /// Claims by where they stand at the earliest, with the sum of what they may add.
  private var earliest: [Place] = []
  private var mostAdded = [Total()]
  /// Claims by where they stand at the latest, with the sum of what they must add.
  private var latest: [Place] = []
  private var leastAdded: [Int128] = [0]

  /// `isCertain`: the claims are of this group for certain, else they may be.
  init(_ claims: [Claim], ties: Allocation.Ties, isCertain: Bool) {
    self.ties = ties
    self.isCertain = isCertain
    for claim in claims { mostHeld.add(claim.mostHeld) }
    let byEarliest = claims.map { (place: $0.rank.earliest, added: $0.mostAdded) }
    for (place, added) in byEarliest.sorted(by: { $0.place < $1.place }) {
      earliest.append(place)
      var sum = mostAdded[mostAdded.count - 1]
      sum.add(added)
      mostAdded.append(sum)
    }
    guard isCertain else { return }
    for claim in claims { leastHeld += claim.leastHeld }
    let byLatest = claims.map { (place: $0.rank.latest, added: $0.leastAdded) }
    for (place, added) in byLatest.sorted(by: { $0.place < $1.place }) {
      latest.append(place)
      leastAdded.append(leastAdded[leastAdded.count - 1] + added)
    }
  }

  /// Whether a claim that stands at `low` at the earliest may take its share before one that stands at
  /// `high` at the latest.
  private func mayPrecede(_ low: Place, _ high: Place) -> Bool {
    ties == .undecided ? low <= high : low < high
  }

  func most(before claim: Claim, withoutItself: Bool) -> Total {
    let last = claim.rank.latest
    let count = Self.count(earliest) { mayPrecede($0, last) }
    var result = mostHeld
    result.add(mostAdded[count])
    guard withoutItself else { return result }
    result.subtract(claim.mostHeld)
    if mayPrecede(claim.rank.earliest, last) { result.subtract(claim.mostAdded) }
    return result
  }

  /// A claim never comes before itself.
  func least(before claim: Claim, withoutItself: Bool) -> Int128 {
    let own = withoutItself ? claim.leastHeld : 0
    let first = claim.rank.earliest
    return leastHeld + leastAdded[Self.count(latest) { $0 < first }] - own
  }

  /// How many of an array's first elements hold, where all that hold come first.
  private static func count<T>(_ values: [T], _ holds: (T) -> Bool) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(values[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Claim {
  /// Wherever it stands in the order.
  fileprivate var mostHeld: Total { isHeld == .no ? Total() : Total(held.high) }
  fileprivate var leastHeld: Int128 { isHeld == .yes ? Int128(held.low) : 0 }

  /// More than that, where it stands before another one.
  fileprivate var mostAdded: Total {
    if isHeld == .yes || isDue == .no { return Total() }
    guard isHeld == .unknown else { return Total(wanted.high) }
    guard let heldHigh = held.high else { return Total() }
    guard let wantedHigh = wanted.high else {
      var open = Total(nil)
      open.subtract(Total(heldHigh))
      return open
    }
    return Total(max(0, wantedHigh - heldHigh))
  }

  fileprivate var leastAdded: Int128 {
    if isHeld == .yes || isDue != .yes { return 0 }
    return Int128(isHeld == .no ? wanted.low : min(held.low, wanted.low))
  }
}
