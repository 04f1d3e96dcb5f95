/// The five lists of a sweep.
public enum FindingList: String, Hashable, Sendable, CaseIterable, Comparable {
  /// 应享未享.
  case entitled
  /// 待核实.
  case undetermined
  /// 应退未退.
  case unentitled
  /// 即将符合.
  case upcoming
  /// 差一项.
  case nearMiss = "near_miss"

  public var chinese: String {
    switch self {
    case .entitled: "应享未享"
    case .undetermined: "待核实"
    case .unentitled: "应退未退"
    case .upcoming: "即将符合"
    case .nearMiss: "差一项"
    }
  }

  var order: Int {
    switch self {
    case .entitled: 0
    case .undetermined: 1
    case .unentitled: 2
    case .upcoming: 3
    case .nearMiss: 4
    }
  }

  public static func < (a: FindingList, b: FindingList) -> Bool { a.order < b.order }
}

/// The lists that one unit is on. Only 即将符合 and 差一项 can hold together.
public struct FindingLists: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let entitled = FindingLists(.entitled)
  public static let undetermined = FindingLists(.undetermined)
  public static let unentitled = FindingLists(.unentitled)
  public static let upcoming = FindingLists(.upcoming)
  public static let nearMiss = FindingLists(.nearMiss)

  public init(_ list: FindingList) { rawValue = 1 << UInt8(list.order) }

  /// In the order of ``FindingList``.
  public var lists: [FindingList] { FindingList.allCases.filter { contains(FindingLists($0)) } }
}
