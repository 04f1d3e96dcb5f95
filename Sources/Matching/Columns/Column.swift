import RuleLanguage

/// One field of all records of a table, by ordinal.
///
/// How a value is stored, by the field's type: truth 0/1; number a multiple of 1/`scale` (money: fen,
/// scale 1; 小数 and 比率: scale 1,000,000); day its ``Day/number``; month its ``YearMonth/index``;
/// year itself; code its ordinal; text its index in the dataset's ``TextPool``; reference the ordinal
/// of the record that it points to, or −1 where no such record is loaded.
public struct Column: Sendable {
  public enum Storage: Sendable {
    case narrow([Int32])
    case wide([Int64])
  }

  public let type: ValueType
  /// Stored units per whole.
  public let scale: Int64
  public var storage: Storage
  /// The cell is known: it has a value or is known to be none.
  public var known: Bitmap
  /// The cell has a value. A subset of `known`.
  public var present: Bitmap

  public init(type: ValueType, scale: Int64, storage: Storage, known: Bitmap, present: Bitmap) {
    self.type = type
    self.scale = scale
    self.storage = storage
    self.known = known
    self.present = present
  }

  public static let decimalScale: Int64 = 1_000_000

  /// The scale in which a field of this type is stored.
  public static func scale(for type: ValueType) -> Int64 {
    type == .number(.none) ? decimalScale : 1
  }

  public var count: Int { known.count }

  @inlinable public func raw(_ index: Int) -> Int64 {
    switch storage {
    case .narrow(let values): Int64(values[index])
    case .wide(let values): values[index]
    }
  }
}

/// A cell on its way into a column.
public enum Cell: Hashable, Sendable {
  case value(Value)
  case none
  case unknown
}

/// The distinct texts of a dataset. Not ordered.
public struct TextPool: Sendable {
  public private(set) var texts: [String] = []
  private var indexes: [String: Int] = [:]
  public init() {}
  public mutating func intern(_ text: String) -> Int {
    if let index = indexes[text] { return index }
    indexes[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }
  /// `nil`: no cell has this text.
  public func index(of text: String) -> Int? { indexes[text] }
}
