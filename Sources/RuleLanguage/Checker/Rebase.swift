extension Expression {
  /// The bound of a window, written over the record from which the query starts, as an expression over
  /// the rows of `view`: by the way back where the row points straight to that record, so that rows
  /// need not know who asks.
  func asked(onto view: RelationView, hops: [Hop]) -> Expression {
    if readsNothing { return self }
    if hops.isEmpty, let direct = prefixed(with: view.link, frame: view.table) { return direct }
    return Expression(.outer(self), type, range)
  }

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
