extension Checker {
  /// A window's bound, written over the outer record, as an expression over the rows of `view`. Only
  /// where the row points straight back to that record; otherwise the bound must not name its fields.
  mutating func rebased(_ expression: Expression, onto view: RelationView, hops: [Hop]) -> Expression? {
    if expression.readsNothing { return expression }
    guard hops.isEmpty else {
      error(
        "window-through-reference", expression.range, zh: "经过指向的关系不能用外层字段作窗口",
        en: "a window over a relation reached by reference cannot use fields of the outer record",
        remedyZh: "先写成那个实体的标签或指标，再引用", remedyEn: "make it a tag or measure of that entity first")
      return nil
    }
    return expression.prefixed(with: view.link, frame: view.table)
  }
}

extension Expression {
  /// A day that the sweep sets: 基准日, 判定日, or a bound of a window.
  public var isMoment: Bool {
    if case .moment = kind { true } else { false }
  }

  /// No field is read: constants and moments only.
  var readsNothing: Bool {
    switch kind {
    case .constant, .moment: true
    case .addDuration(let a, let b, _), .arithmetic(_, let a, let b): a.readsNothing && b.readsNothing
    case .firstDay(let a), .lastDay(let a), .yearOf(let a), .monthOf(let a): a.readsNothing
    default: false
    }
  }

  /// The same expression over a record that reaches the old frame by one hop. `nil` for kinds that no
  /// window's bound can have.
  func prefixed(with hop: Hop, frame: TableID) -> Expression? {
    switch kind {
    case .constant, .moment: return self
    case .path(let path):
      let moved = Path(frame: frame, hops: [hop] + path.hops, table: path.table, field: path.field)
      return Expression(.path(moved), type, range)
    case .definition(let index, let hops):
      return Expression(.definition(index, hops: [hop] + hops), type, range)
    case .addDuration(let day, let amount, let unit):
      guard let d = day.prefixed(with: hop, frame: frame), let n = amount.prefixed(with: hop, frame: frame)
      else { return nil }
      return Expression(.addDuration(d, n, unit), type, range)
    case .arithmetic(let op, let a, let b):
      guard let x = a.prefixed(with: hop, frame: frame), let y = b.prefixed(with: hop, frame: frame)
      else { return nil }
      return Expression(.arithmetic(op, x, y), type, range)
    case .firstDay(let a):
      return a.prefixed(with: hop, frame: frame).map { Expression(.firstDay($0), type, range) }
    case .lastDay(let a):
      return a.prefixed(with: hop, frame: frame).map { Expression(.lastDay($0), type, range) }
    case .yearOf(let a):
      return a.prefixed(with: hop, frame: frame).map { Expression(.yearOf($0), type, range) }
    case .monthOf(let a):
      return a.prefixed(with: hop, frame: frame).map { Expression(.monthOf($0), type, range) }
    default: return nil
    }
  }
}
