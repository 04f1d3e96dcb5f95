extension Checker {
  /// A path as a value: a field, a tag or measure, a moment, a parameter without keys, or (where a
  /// code is expected) a code.
  mutating func path(
    _ names: [NameSyntax], _ range: SourceRange, in frame: Frame, expecting expected: ValueType?
  ) -> Expression? {
    guard let last = names.last else { return nil }
    if names.count == 1, bindings == nil { probe?.meets(last, in: frame) }
    if let bindings { return bound(names, range, bindings, in: frame, expecting: expected) }
    if names.count > 1, let asker = frame.asker(named: names[0].text) {
      return path(names, range, in: asker, expecting: expected).map {
        Expression(.outer($0), $0.type, range)
      }
    }
    if names.count > 1, let asker = asker(meant: names[0].text, in: frame) {
      return path(names, range, in: asker, expecting: expected).map {
        Expression(.outer($0), $0.type, range)
      }
    }
    if names.count == 1, let value = single(last, range, in: frame, expecting: expected) {
      return value
    }
    if names.count == 2, names[0].text == frame.alias, let owner = owner(last, range, in: frame) {
      return owner
    }
    guard let resolved = follow(names, in: frame) else { return nil }
    if resolved.rest.count == 1, let value = member(last, of: resolved, range, in: frame) { return value }
    if let first = resolved.rest.first, view(first.text, of: resolved.table) != nil {
      diagnostics.removeAll { $0.id == "not-a-condition" && $0.range == range }
      if isReported(range) { return nil }
      let relation = first.text
      error(
        "to-many-path", range, zh: "“\(relation)”是关系，有多行，不能直接取值",
        en: "`\(relation)` is a relation of many rows and cannot be read directly",
        remedyZh:
          "有没有，写 存在 \(relation) 于 基准日 时；几条，写 计数(\(relation))；某一列，写 最近(\(relation).列名)、合计(\(relation).列名)",
        remedyEn:
          "write 存在 \(relation) 于 基准日 时, 计数(\(relation)), 最近(\(relation).FIELD) or 合计(\(relation).FIELD)")
      return nil
    }
    if names.count == 1, case .code(let list) = expected,
      !ruleSet.codeLists[list].ordinals(named: last.text).isEmpty
    {
      return code(CodePathSyntax(parts: names, range: range), in: list).map {
        Expression(.constant(.code($0)), .code(list), range)
      }
    }
    if names.count == 1, let link = frame.link {
      let owner = ResolvedPath(hops: [link], table: frame.entity, rest: names[...])
      if member(last, of: owner, range, in: frame) != nil {
        error(
          "owner-name", range, zh: "“\(last.text)”是主人的，不是这一行的",
          en: "`\(last.text)` belongs to the owner, not to the row",
          remedyZh: "写 主体.\(last.text)", remedyEn: "write 主体.\(last.text)")
        return nil
      }
    }
    if names.count == 1, let asker = frame.asker.first, asker.link != nil,
      ruleSet.tables[asker.table].field(named: last.text) != nil
    {
      let alias = asker.alias ?? "行"
      error(
        "outer-name", range, zh: "“\(last.text)”是外层那一行的，不是这一行的",
        en: "`\(last.text)` belongs to the row outside, not to this one",
        remedyZh: asker.alias == nil
          ? "在外层写 记作 \(alias)，这里写 \(alias).\(last.text)" : "写 \(alias).\(last.text)",
        remedyEn: asker.alias == nil
          ? "name the row outside (记作 \(alias)), and write \(alias).\(last.text)"
          : "write \(alias).\(last.text)")
      return nil
    }
    if names.count == 1, case .code(let list) = expected {
      return code(CodePathSyntax(parts: names, range: range), in: list).map {
        Expression(.constant(.code($0)), .code(list), range)
      }
    }
    if names.count > 1, resolved.rest.count == 1, resolved.rest.startIndex == 1,
      reportsOwner(names[0], names.dropFirst().map(\.text).joined(separator: "."), in: frame)
    {
      return nil
    }
    if names.count == 1, expected == .text {
      notice(
        range, zh: "“\(last.text)”是一段文字，没有放在引号里。", en: "`\(last.text)` is a text and needs quotes",
        write: "“\(last.text)”", fix: "“\(last.text)”")
      return nil
    }
    unknownMember(last, of: resolved.table)
    return nil
  }

  /// Inside a query about somebody else's records, 本企业 is the enterprise outside of it: the nearest
  /// asker, where it or one around it is about an enterprise.
  private func asker(meant word: String, in frame: Frame) -> Frame? {
    guard let entity = Frame.subjectWords[word] else { return nil }
    func isMeant(_ frame: Frame) -> Bool { ruleSet.tables[frame.entity].name == entity }
    if isMeant(frame) { return nil }
    var outside = frame.asker.first
    while let next = outside {
      if isMeant(next) { return frame.asker.first }
      outside = next.asker.first
    }
    return nil
  }

  private mutating func member(
    _ name: NameSyntax, of path: ResolvedPath, _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    if let index = ruleSet.tables[path.table].field(named: name.text) {
      if frame.isPerRow, path.hops.isEmpty, path.rest.startIndex == 0,
        ruleSet.tables[frame.entity].field(named: name.text) != nil
      {
        error(
          "ambiguous-name", range, zh: "“\(name.text)”在这一行和主人里都有",
          en: "both the row and its owner have `\(name.text)`",
          remedyZh: "写 \(frame.alias ?? "记作的名字").\(name.text) 或 主体.\(name.text)",
          remedyEn: "write \(frame.alias ?? "ALIAS").\(name.text) or 主体.\(name.text)")
        return nil
      }
      note(name, .field(path.table, index))
      let now = field(index, of: path.table, hops: path.hops, frame: frame.table, range)
      guard let history = histories[path.table]?[index] else { return now }
      return dated(now, by: history, hops: path.hops, range)
    }
    if let index = definitionIDs[path.table]?[name.text] {
      usedDefinitions.insert(index)
      note(name, .definition(index))
      return Expression(.definition(index, hops: path.hops), definitionTypes[index], range)
    }
    return nil
  }

  func field(
    _ index: Int, of table: TableID, hops: [Hop], frame: TableID, _ range: SourceRange
  ) -> Expression {
    Expression(
      .path(Path(frame: frame, hops: hops, table: table, field: index)),
      ruleSet.tables[table].fields[index].type, range)
  }

  /// A word that stands alone: a member first, then moments, parameters and the owner itself.
  private mutating func single(
    _ name: NameSyntax, _ range: SourceRange, in frame: Frame, expecting expected: ValueType?
  ) -> Expression? {
    if frame.readsSubject, name.text == Keyword.paymentDay.chinese {
      return field(ReceiptField.date.rawValue, of: frame.table, hops: [], frame: frame.table, range)
    }
    let here = ResolvedPath(hops: frame.nameHops, table: frame.nameTable, rest: [name][...])
    let knownHere =
      ruleSet.tables[frame.nameTable].field(named: name.text) != nil
      || definitionIDs[frame.nameTable]?[name.text] != nil
    if knownHere { return member(name, of: here, range, in: frame) }
    if let moment = moment(name.text, range) { return moment }
    if let column = Applicant.words[name.text] { return application(column, range, in: frame) }
    if let index = parameterIDs[name.text] {
      usedParameters.insert(index)
      note(name, .parameter(index))
      return parameter(index, arguments: [], range, in: frame)
    }
    return owner(name, range, in: frame)
  }

  /// Of a row: the record that it belongs to, by the name of its entity.
  private mutating func owner(_ name: NameSyntax, _ range: SourceRange, in frame: Frame) -> Expression? {
    guard let relation = ruleSet.tables[frame.table].relation,
      ruleSet.tables[relation.owner].name == name.text,
      ruleSet.tables[frame.table].field(named: name.text) == nil
    else { return nil }
    note(name, .table(relation.owner))
    let owner = Path(frame: frame.table, hops: [], table: frame.table, field: Path.ownerField)
    return Expression(.path(owner), .reference(relation.owner), range)
  }

  /// 基准日, 判定日, 本月, 上月, 当年, 上年度, 前年度.
  func moment(_ word: String, _ range: SourceRange) -> Expression? {
    func value(_ moment: Moment, _ type: ValueType) -> Expression {
      Expression(.moment(moment), type, range)
    }
    func year(_ offset: Int) -> Expression {
      let shifted = Window.year(offset: offset + assessedYear)
      return Expression(.yearOf(value(.windowStart(shifted), .day)), .year, range)
    }
    switch word {
    case "基准日": return value(.asOf, .day)
    case "判定日": return value(.decisionDay, .day)
    case "本月": return value(.decisionMonth, .month)
    case "上月":
      return Expression(.monthOf(value(.windowStart(.month(offset: -1)), .day)), .month, range)
    case "当年", "本年度": return assessedYear == 0 ? value(.decisionYear, .year) : year(0)
    case "上年度": return year(-1)
    case "前年度": return year(-2)
    default: return nil
    }
  }

  mutating func parameter(
    _ index: Int, arguments: [ArgumentSyntax], _ range: SourceRange, in frame: Frame
  ) -> Expression? {
    let parameter = ruleSet.parameters[index]
    let expected = parameter.keyLists.count + (parameter.isByYear ? 1 : 0)
    guard arguments.count == expected else {
      let keys = parameter.keyLists.map { ruleSet.codeLists[$0].name } + (parameter.isByYear ? ["年"] : [])
      let written = keys.joined(separator: ", ")
      if keys.isEmpty {
        error(
          "parameter-keys", range, zh: "参数“\(parameter.name)”没有键，后面不写括号",
          en: "parameter `\(parameter.name)` takes no keys",
          remedyZh: "写 \(parameter.name)，取判定日的值；别的日期的值要写进字段，或声明成 按年度 的参数",
          remedyEn: "write \(parameter.name), its value on the decision day; for another year declare it 按年度")
        return nil
      }
      error(
        "parameter-keys", range, zh: "参数“\(parameter.name)”要给 \(expected) 个键：\(keys.joined(separator: "、"))",
        en: "parameter `\(parameter.name)` takes \(expected) keys: \(written)",
        remedyZh: "写 \(parameter.name)(\(written))", remedyEn: "write \(parameter.name)(\(written))")
      return nil
    }
    var keys: [Expression] = []
    for (list, argument) in zip(parameter.keyLists, arguments) {
      guard let key = expression(argument.expression, in: frame, expecting: .code(list)) else { return nil }
      guard key.type == .code(list) else {
        typeMismatch(key, expected: .code(list))
        return nil
      }
      keys.append(key)
    }
    var year: Expression?
    if parameter.isByYear, let last = arguments.last {
      guard let value = expression(last.expression, in: frame, expecting: .year) else { return nil }
      guard value.type == .year else {
        typeMismatch(value, expected: .year)
        return nil
      }
      year = value
    }
    return Expression(.parameter(index, keys: keys, at: year), parameter.type, range)
  }
}
