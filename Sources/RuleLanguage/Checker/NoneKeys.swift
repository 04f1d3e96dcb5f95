/// Keys of tables that may be known none.
extension Checker {
  /// Whether a value may be known none: it, or a reference on the way to it, is 可无.
  func mayBeNone(_ expression: Expression, within outer: Set<Int> = []) -> Bool {
    switch expression.kind {
    case .path(let path):
      isOptional(path.hops, from: path.frame)
        || (path.field != Path.ownerField && ruleSet.tables[path.table].fields[path.field].isOptional)
    case .definition(let index, let hops):
      index < ruleSet.definitions.count && !outer.contains(index) && expression.type != .truth
        && (mayBeNone(ruleSet.definitions[index].expression, within: outer.union([index]))
          || isOptional(hops, to: ruleSet.definitions[index].table))
    case .outer(let inner), .yearOf(let inner), .monthOf(let inner), .firstDay(let inner),
      .lastDay(let inner):
      mayBeNone(inner, within: outer)
    case .addDuration(let day, let count, _):
      mayBeNone(day, within: outer) || mayBeNone(count, within: outer)
    case .conditional(_, let then, let otherwise):
      mayBeNone(then, within: outer) || mayBeNone(otherwise, within: outer)
    case .pick(_, let value, _, _, _): mayBeNone(value, within: outer)
    default: false
    }
  }

  private func isOptional(_ hops: [Hop], from start: TableID) -> Bool {
    var table = start
    for hop in hops {
      switch hop {
      case .owner: table = ruleSet.tables[table].relation?.owner ?? table
      case .field(let field):
        if ruleSet.tables[table].fields[field].isOptional { return true }
        if case .reference(let target) = ruleSet.tables[table].fields[field].type { table = target }
      }
    }
    return false
  }

  /// Some way to a definition's table; from where it starts is not kept, so any 可无 reference counts.
  private func isOptional(_ hops: [Hop], to target: TableID) -> Bool {
    hops.contains { hop in
      guard case .field(let index) = hop else { return false }
      return ruleSet.tables.contains { table in
        table.fields.indices.contains(index) && table.fields[index].isOptional
          && table.fields[index].type == .reference(target)
      }
    }
  }
}
