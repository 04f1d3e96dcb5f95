/// Entities, relations and their fields.
extension Parser {
  /// Members that fields, entities and relations state alike.
  private struct Defaults {
    var sources: [NameSyntax] = []
    var sensitivity: Sensitivity?
    var aliases: [TextSyntax] = []
  }

  private static let sensitivities: [Keyword: Sensitivity] = [
    .open: .open, .inner: .inner, .sensitive: .sensitive,
  ]
  private static let entityWords: [Keyword] = [
    .key, .alias, .source, .open, .inner, .sensitive, .end, .start,
  ]
  private static let relationWords: [Keyword] = [
    .key, .alias, .source, .open, .inner, .sensitive, .time, .validity, .complete, .incomplete, .fresh,
  ]

  /// `来源 公安`, `内部`, `别名 “…”`.
  private mutating func takeShared(_ defaults: inout Defaults) throws(Stumble) -> Bool {
    if take(.source) {
      defaults.sources += try names(.wanted("来源部门", "a source"))
    } else if take(.alias) {
      defaults.aliases.append(try quotedText(.wanted("别名，放在“…”里", "the other name in quotes")))
      while take(.comma) { defaults.aliases.append(try quotedText(.wanted("别名", "the other name"))) }
    } else if let keyword = current.keyword, let sensitivity = Parser.sensitivities[keyword] {
      advanceAsKeyword()
      defaults.sensitivity = sensitivity
    } else {
      return false
    }
    return true
  }

  // MARK: Entities

  package mutating func entity(_ start: Int, _ name: NameSyntax) throws(Stumble) -> EntitySyntax {
    var entity = EntitySyntax(name: name, range: name.range)
    var defaults = Defaults()
    try block(.wanted("实体的“{”", "the entity's “{”")) { (p) throws(Stumble) in
      if try p.takeShared(&defaults) { return }
      switch p.current.keyword {
      case .key:
        p.advanceAsKeyword()
        var field = try p.field(Parser.entityWords)
        field.isKey = true
        entity.fields.append(field)
      case .end:
        p.advanceAsKeyword()
        entity.end = try p.name(.wanted("字段的名称", "the name of a field"))
      case .start:
        p.advanceAsKeyword()
        entity.start = try p.name(.wanted("字段的名称", "the name of a field"))
      default: entity.fields.append(try p.field(Parser.entityWords))
      }
    }
    entity.sources = defaults.sources
    entity.sensitivity = defaults.sensitivity
    entity.aliases = defaults.aliases
    entity.range = range(from: start)
    return entity
  }

  /// `户籍地 代码 行政区划 别名 “户籍所在地”`: a name, a type and attributes, on one line.
  private mutating func field(_ words: [Keyword]) throws(Stumble) -> FieldSyntax {
    let start = index
    probe?.offers(words, at: current)
    let name = try name(.wanted("字段的名称", "the name of a field"))
    if !atType() {
      if isReported[index] { throw Stumble() }
      let closest = Suggestion.closest(to: name.text, among: words.map(\.chinese))
      if let closest, !atItemEnd, !atName() || name.text.count == closest.count {
        throw fail(
          SyntaxMessages.unknownHeader(
            name.text, in: .wanted("这一块", "This block"), known: words.map(\.chinese), closest: closest,
            at: name.range))
      }
      if let glued = gluedField(name) { throw fail(glued) }
      throw fail(SyntaxMessages.missingType(of: name.text, at: name.range))
    }
    var field = FieldSyntax(name: name, type: try type(), range: name.range)
    var own = Defaults()
    while !current.startsLine {
      if try takeShared(&own) { continue }
      if take(.optional) {
        field.isOptional = true
      } else if take(.retroactive) {
        field.isRetroactive = true
      } else if take(.history) {
        field.history = try path(.wanted("关系.字段，如 户籍变迁.户籍地", "RELATION.FIELD"))
      } else {
        break
      }
    }
    field.sources = own.sources
    field.sensitivity = own.sensitivity
    field.aliases = own.aliases
    field.range = range(from: start)
    return field
  }

  /// `出生日期日期`.
  private func gluedField(_ name: NameSyntax) -> Diagnostic? {
    for type in ["文本", "整数", "小数", "比率", "金额", "日期", "年月", "是否"] where name.text.hasSuffix(type) {
      let rest = name.text.dropLast(type.count)
      if rest.isEmpty { continue }
      return SyntaxMessages.glued(name.text, separated: "\(rest) \(type)", at: name.range)
    }
    return nil
  }

  // MARK: Relations

  package mutating func relation(_ start: Int, _ name: NameSyntax) throws(Stumble) -> DeclarationSyntax {
    if take(.equal) {
      let relation = try self.name(.wanted("关系的名称", "the name of a relation"))
      try expect(.reverse)
      let field = try self.name(.wanted("字段的名称", "the name of a field"))
      return .reverse(
        ReverseSyntax(name: name, relation: relation, field: field, range: range(from: start)))
    }
    try expect(.memberOf, .wanted("“属于”和实体的名称", "“属于” and the name of an entity"))
    let owner = try self.name(.wanted("实体的名称", "the name of an entity"))
    var relation = RelationSyntax(name: name, owner: owner, range: name.range)
    var defaults = Defaults()
    try block(.wanted("关系的“{”", "the relation's “{”")) { (p) throws(Stumble) in
      if try p.takeShared(&defaults) { return }
      try p.relationMember(&relation)
    }
    relation.sources = defaults.sources
    relation.sensitivity = defaults.sensitivity
    relation.aliases = defaults.aliases
    relation.range = range(from: start)
    return .relation(relation)
  }

  private mutating func relationMember(_ relation: inout RelationSyntax) throws(Stumble) {
    let field = Wanted.wanted("字段的名称", "the name of a field")
    switch current.keyword {
    case .key:
      advanceAsKeyword()
      relation.key += try names(field)
    case .time:
      advanceAsKeyword()
      relation.time = try name(field)
    case .validity:
      advanceAsKeyword()
      relation.validFrom = try name(field)
      if take(.to) { relation.validTo = try name(field) }
    case .complete:
      advanceAsKeyword()
      relation.coverage = try completeCoverage()
    case .incomplete:
      advanceAsKeyword()
      relation.coverage = .incomplete
    case .fresh:
      advanceAsKeyword()
      relation.freshnessDays = try literal(.wanted("天数，如 31天", "a number of days, such as 31天"))
    default: relation.fields.append(try self.field(Parser.relationWords))
    }
  }

  /// After `完整`: `自 2011-07-01 至 数据截至`, `凭 核对完成日期`, or nothing.
  private mutating func completeCoverage() throws(Stumble) -> RelationSyntax.Coverage {
    if take(.checkedBy) {
      return .whenChecked(try name(.wanted("字段的名称", "the name of a field")))
    }
    guard take(.from) else { return .complete(from: nil) }
    let from = try dateLiteral(.wanted("日期", "a date"))
    if take(.to) { try expect(.dataEnd) }
    return .complete(from: from)
  }
}
