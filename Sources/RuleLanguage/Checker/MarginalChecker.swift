/// 超额累进: each band's rate on the part of the figure that lies in it.
extension Checker {
  private struct Band {
    let low: Number
    let lowIn: Bool
    let high: Number?
    let highIn: Bool
    let rate: Expression
    let range: SourceRange
  }

  mutating func marginal(
    _ value: ExpressionSyntax, _ syntax: [MarginalBandSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    guard let figure = expression(value, in: frame) else { return nil }
    guard case .number(let unit) = figure.type else {
      typeMismatch(figure, expected: .number(.money))
      return nil
    }
    let read = syntax.map { band($0, like: figure, in: frame) }
    let bands = read.compactMap(\.self).sorted { $0.low < $1.low }
    guard bands.count == read.count, cover(bands, range), let first = bands.first,
      let rates = unifyAll(bands.map(\.rate)), let rate = rates.first
    else { return nil }
    guard case .number(let rateUnit) = rate.type, let resultUnit = product(unit, rateUnit) else {
      incomparable(figure, rate, first.range)
      return nil
    }
    let parts = zip(bands, rates).map { band, rate in
      Expression(
        .arithmetic(.multiply, part(of: figure, in: band), rate), .number(resultUnit), band.range)
    }
    return parts.dropFirst().reduce(parts[0]) {
      Expression(.arithmetic(.add, $0, $1), .number(resultUnit), range)
    }
  }

  /// Between 0 and the band's width.
  private func part(of figure: Expression, in band: Band) -> Expression {
    func figures(_ kind: Expression.Kind) -> Expression { Expression(kind, figure.type, band.range) }
    func constant(_ number: Number) -> Expression { figures(.constant(.number(number))) }
    let upTo = band.high.map { figures(.extreme(.smallest, [figure, constant($0)])) } ?? figure
    let over =
      band.low == .zero ? upTo : figures(.arithmetic(.subtract, upTo, constant(band.low)))
    return figures(.extreme(.largest, [over, constant(.zero)]))
  }

  private mutating func band(
    _ syntax: MarginalBandSyntax, like figure: Expression, in frame: Frame
  ) -> Band? {
    guard let rate = expression(syntax.rate, in: frame) else { return nil }
    guard case .number = rate.type else {
      typeMismatch(rate, expected: .number(.none))
      return nil
    }
    var limits: [Number?] = []
    for bound in [syntax.bounds.lower, syntax.bounds.upper] {
      guard let bound else {
        limits.append(nil)
        continue
      }
      guard case .literal(let literal) = bound.value.kind,
        let constant = constant(literal, expecting: figure.type), constant.type == figure.type,
        case .constant(.number(let number)) = constant.kind
      else {
        let want = name(of: figure.type)
        error(
          "band-bound", bound.value.range, zh: "超额累进的界限要是确定的\(want.zh)",
          en: "the bound of a band must be \(want.en), written out")
        return nil
      }
      limits.append(number)
    }
    let low = limits[0] ?? .zero
    if low.isNegative || limits[1].map({ $0 <= low }) == true {
      error(
        "band-reversed", syntax.range, zh: "这一档的上限不高于下限", en: "this band ends before it begins")
      return nil
    }
    return Band(
      low: low, lowIn: syntax.bounds.lower?.isInclusive ?? true, high: limits[1],
      highIn: syntax.bounds.upper?.isInclusive ?? true, rate: rate, range: syntax.range)
  }

  /// From 0 without end, every figure in one band.
  private mutating func cover(_ bands: [Band], _ range: SourceRange) -> Bool {
    let before = diagnostics.count
    for (a, b) in zip(bands, bands.dropFirst()) {
      guard let high = a.high else {
        overlap(b.range)
        continue
      }
      if b.low < high || (b.low == high && a.highIn && b.lowIn) {
        overlap(b.range)
      } else if b.low > high || !(a.highIn || b.lowIn) {
        error(
          "table-gap", b.range, zh: "两档之间有空档", en: "there is a gap between two bands",
          remedyZh: "上一档写到这一档开始的地方", remedyEn: "let the band before end where this one begins")
      }
    }
    if bands.first?.low != .zero || bands.last?.high != nil {
      error(
        "bands-not-exhaustive", range, zh: "超额累进要从零开始，最后一档不封口",
        en: "the bands begin at zero, and the last has no upper bound",
        remedyZh: "第一档写 不超过 …，最后一档写 超过 …；不计的部分写 0",
        remedyEn: "write 不超过 … first and 超过 … last; the rate of a part that does not count is 0")
    }
    return diagnostics.count == before
  }
}
