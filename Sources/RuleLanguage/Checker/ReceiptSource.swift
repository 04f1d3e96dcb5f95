/// The receipts of one programme, or of one of its items, as queries over their relation.
struct ReceiptSource {
  let programme: String
  /// `nil`: of any item.
  var item: String?
  let table: ReceiptTable
  let rows: Table
  /// From the record that asks to the subject.
  let hops: [Hop]
  let validFrom: Day?

  func field(_ field: ReceiptField, _ range: SourceRange) -> Expression {
    let path = Path(frame: rows.id, hops: [], table: rows.id, field: field.rawValue)
    return Expression(.path(path), rows.fields[field.rawValue].type, range)
  }

  /// Those that count and pass `filter`. Without a span, all that the programme can ever have given.
  func query(_ filter: [Expression], span: Query.Span? = nil, _ range: SourceRange) -> Query {
    lines([field(.isValid, range)] + filter, span: span, range)
  }

  /// Also those that do not count.
  func lines(_ filter: [Expression], span: Query.Span? = nil, _ range: SourceRange) -> Query {
    var parts = [isText(.policy, programme, range)]
    if let item { parts.append(isText(.item, item, range)) }
    return Query(
      view: table.view, hops: hops, filter: Expression(.and(parts + filter), .truth, range),
      span: span ?? everything(range))
  }

  func sum(_ value: ReceiptField, _ query: Query, _ range: SourceRange) -> Expression {
    let value = field(value, range)
    return Expression(.aggregate(.sum, query, value), value.type, range)
  }

  /// A ledger need not reach back further than the programme does.
  private func everything(_ range: SourceRange) -> Query.Span {
    guard let validFrom else { return .ever }
    return .window(
      from: Expression(.constant(.day(validFrom)), .day, range),
      to: Expression(.moment(.decisionDay), .day, range))
  }

  private func isText(_ column: ReceiptField, _ text: String, _ range: SourceRange) -> Expression {
    let constant = Expression(.constant(.text(text)), .text, range)
    return Expression(.compare(.equal, field(column, range), constant), .truth, range)
  }

  func compare(
    _ column: ReceiptField, _ comparison: Comparison, _ day: Expression, _ range: SourceRange
  ) -> Expression {
    Expression(.compare(comparison, field(column, range), day), .truth, range)
  }

  /// What an earlier decision day could not see; today everything that there is counts.
  func isNotLater(_ range: SourceRange) -> Expression {
    let decision = Expression(.moment(.decisionDay), .day, range)
    let asOf = Expression(.moment(.asOf), .day, range)
    return Expression(
      .or([
        Expression(.compare(.greaterOrEqual, decision, asOf), .truth, range),
        compare(.from, .lessOrEqual, decision, range),
      ]), .truth, range)
  }

  /// Wholly in the window; what is partly in it is unknown.
  func falls(from: Expression, to: Expression, _ range: SourceRange) -> Expression {
    let whole = Expression(
      .and([compare(.from, .greaterOrEqual, from, range), compare(.to, .lessOrEqual, to, range)]), .truth,
      range)
    return Expression(
      .and([
        compare(.from, .lessOrEqual, to, range), endsNotBefore(from, range),
        Expression(.or([whole, field(.share, range)]), .truth, range),
      ]), .truth, range)
  }

  private func endsNotBefore(_ day: Expression, _ range: SourceRange) -> Expression {
    Expression(
      .or([
        Expression(.isNone(field(.to, range)), .truth, range), compare(.to, .greaterOrEqual, day, range),
      ]), .truth, range)
  }

  /// Makes one receiving on that day.
  func continues(on day: Expression, _ range: SourceRange) -> Expression {
    let ends = field(.until, range)
    return Expression(
      .and([
        compare(.from, .lessOrEqual, day, range),
        Expression(
          .or([
            compare(.to, .greaterOrEqual, day, range),
            Expression(.isNone(ends), .truth, range),
            Expression(.compare(.greaterOrEqual, ends, day), .truth, range),
          ]), .truth, range),
      ]), .truth, range)
  }
}
