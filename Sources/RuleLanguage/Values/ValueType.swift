/// What a number counts. Numbers of different units neither add nor compare.
public enum Unit: Hashable, Sendable {
  /// A bare number, a head count, a ratio (5.5% is 0.055), an area.
  case none
  /// Whole fen.
  case money
  /// Durations. 周岁 and 年 are years; 个月 months; 日 days.
  case days, months, years
}

public typealias TableID = Int
public typealias CodeListID = Int

/// The type of an expression or a field.
public enum ValueType: Hashable, Sendable {
  case truth
  case number(Unit)
  case day
  case month
  case year
  case code(CodeListID)
  case text
  case reference(TableID)
}

/// A known value. Codes are ordinals of their list in subtree order (see ``CodeList``); a reference
/// is the key of the record that it points to.
public enum Value: Hashable, Sendable {
  case truth(Bool)
  case number(Number)
  case day(Day)
  case month(YearMonth)
  case year(Int)
  case code(Int)
  case text(String)
  case reference(String)
}
