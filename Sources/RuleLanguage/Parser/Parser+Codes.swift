/// Code lists, code sets and parameters.
extension Parser {
  // MARK: Code lists

  package mutating func codeList(_ start: Int, _ name: NameSyntax) throws(Stumble) -> CodeListSyntax {
    var list = CodeListSyntax(name: name, range: name.range)
    try block(.wanted("代码表的“{”", "the code list's “{”")) { (p) throws(Stumble) in
      if p.at(.file), p.peek().kind == .text {
        list.file = try p.codeFile()
      } else if p.at(.order), p.peek().keyword == .descending || p.peek().keyword == .ascending {
        p.advanceAsKeyword()
        list.descending = p.at(.descending)
        p.advanceAsKeyword()
        list.order = try p.list { (p) throws(Stumble) in try p.codeName() }
      } else if p.at(.order), p.peek().punctuation == .openBracket {
        p.advanceAsKeyword()
        throw p.expected(.wanted("“从高到低”或“从低到高”", "“从高到低” or “从低到高”"))
      } else if p.at(.openBracket) {
        let names = try p.list { (p) throws(Stumble) in try p.codeName() }
        list.entries += names.map { CodeListSyntax.Entry(code: $0, name: $0, children: []) }
      } else {
        list.entries.append(try p.codeEntry())
      }
    }
    list.range = range(from: start)
    return list
  }

  /// `文件 “regions.csv” 编码 code 名称 name 上级 parent 沿革 “changes.csv”`.
  private mutating func codeFile() throws(Stumble) -> CodeListSyntax.File {
    advanceAsKeyword()
    var file = CodeListSyntax.File(path: try quotedText(.wanted("文件路径", "a file path")))
    while true {
      switch current.keyword {
      case .codeColumn:
        advanceAsKeyword()
        file.code = try columnName()
      case .name:
        advanceAsKeyword()
        file.name = try columnName()
      case .parent:
        advanceAsKeyword()
        if take(.nothing) { file.parent = nil } else { file.parent = try columnName() }
      case .changes:
        advanceAsKeyword()
        file.changes = try quotedText(.wanted("沿革文件的路径", "the path of the changes file"))
      default: return file
      }
    }
  }

  private mutating func columnName() throws(Stumble) -> String {
    let wanted = Wanted.wanted("列名", "a column name")
    return current.kind == .text ? try quotedText(wanted).text : try name(wanted).text
  }

  /// `20 已婚 { 21 初婚；22 再婚 }`.
  private mutating func codeEntry() throws(Stumble) -> CodeListSyntax.Entry {
    let code = try codeName()
    var name = code
    if !atItemEnd, !at(.openBrace) { name = try codeName() }
    var children: [CodeListSyntax.Entry] = []
    if at(.openBrace) {
      try block { (p) throws(Stumble) in children.append(try p.codeEntry()) }
    } else if !atItemEnd, !at(.comma) {
      try leftOver(.wanted("这个代码", "This code"))
    }
    if !atItemEnd { _ = take(.comma) }
    return CodeListSyntax.Entry(code: code, name: name, children: children)
  }

  /// After `集合 X`: `= 国民经济行业 [C25, C26]`.
  package mutating func codeSet(_ start: Int, _ name: NameSyntax) throws(Stumble) -> CodeSetSyntax {
    try expect(.equal, .wanted("“=”", "“=”"))
    let list = try self.name(.wanted("代码表的名称", "the name of a code list"))
    let members = try self.list { (p) throws(Stumble) in
      try p.codePath(.wanted("代码或名称", "a code or its name"))
    }
    return CodeSetSyntax(name: name, list: list, members: members, range: range(from: start))
  }

  // MARK: Parameters

  /// After `参数 X`: `(行政区划, 城乡) 金额 可继承 来源 民政 { … }`.
  package mutating func parameter(_ start: Int, _ name: NameSyntax) throws(Stumble) -> ParameterSyntax {
    var keyLists: [NameSyntax] = []
    if take(.openParen) {
      while !at(.closeParen) {
        keyLists.append(try self.name(.wanted("代码表的名称", "the name of a code list")))
        if !take(.comma), !at(.closeParen) { throw expected(.wanted("“，”或“）”", "“，” or “）”")) }
      }
      advance()
    }
    if at(.openBrace) { throw fail(SyntaxMessages.missingType(of: name.text, at: name.range)) }
    var parameter = ParameterSyntax(name: name, type: try parameterType(), range: name.range)
    parameter.keyLists = keyLists
    attributes: while true {
      switch current.keyword {
      case .inherited:
        advanceAsKeyword()
        parameter.isInherited = true
      case .byYear:
        advanceAsKeyword()
        parameter.isByYear = true
      case .source:
        advanceAsKeyword()
        parameter.sources += try names(.wanted("来源部门", "a source"))
      default: break attributes
      }
    }
    let isByYear = parameter.isByYear
    let hasKeys = !keyLists.isEmpty
    try block(.wanted("参数的“{”", "the parameter's “{”")) { (p) throws(Stumble) in
      if p.at(.file), p.peek().kind == .text {
        p.advanceAsKeyword()
        parameter.file = try p.quotedText(.wanted("文件路径", "a file path"))
      } else if p.at(.source) {
        p.advanceAsKeyword()
        parameter.sources += try p.names(.wanted("来源部门", "a source"))
      } else {
        try p.parameterEntries(&parameter, isByYear: isByYear, hasKeys: hasKeys)
      }
    }
    parameter.range = range(from: start)
    return parameter
  }

  /// A field type, or the name of a code list.
  private mutating func parameterType() throws(Stumble) -> TypeSyntax {
    if atType() { return try type() }
    let list = try name(.wanted("类型", "a type"))
    return TypeSyntax(kind: .code(list), range: list.range)
  }

  /// `自 2025-07-01 { 漳州市, 任意：800元 }`, `自 2023-09-01 16000元`, `2023年 5.5%`.
  private mutating func parameterEntries(
    _ parameter: inout ParameterSyntax, isByYear: Bool, hasKeys: Bool
  ) throws(Stumble) {
    let start = index
    if !take(.from), !isByYear { throw expected(.wanted("“自”和日期", "“自” and a date")) }
    let from = try dateLiteral(
      isByYear ? .wanted("年份，如 2025年", "a year, such as 2025年") : .wanted("日期", "a date"))
    _ = take(.onward)
    guard at(.openBrace) else {
      _ = take(.colon)
      let (value, bounds) = try parameterValue()
      parameter.entries.append(
        .init(from: from, keys: [], value: value, bounds: bounds, range: range(from: start)))
      return
    }
    var entries: [ParameterSyntax.Entry] = []
    try block { (p) throws(Stumble) in
      let entryStart = p.index
      var keys: [CodePathSyntax?] = []
      repeat {
        if p.take(.anyKey) {
          keys.append(nil)
        } else {
          keys.append(try p.codePath(.wanted("代码或“任意”", "a code or “任意”")))
        }
      } while p.take(.comma)
      try p.expectColon(.wanted("“：”和值", "“：” and a value"))
      let (value, bounds) = try p.parameterValue()
      entries.append(
        .init(from: from, keys: keys, value: value, bounds: bounds, range: p.range(from: entryStart)))
      _ = p.take(.comma)
    }
    parameter.entries += entries
  }

  /// A value, `待定`, or `待定 介于 a 与 b`.
  private mutating func parameterValue() throws(Stumble) -> (
    value: ExpressionSyntax?, bounds: ParameterSyntax.Bounds?
  ) {
    guard take(.pending) else { return (try expression(), nil) }
    guard take(.between) else { return (nil, nil) }
    let lowest = try additive()
    try expect(.upTo, .wanted("“与”和最高的值", "“与” and the highest value"))
    return (nil, ParameterSyntax.Bounds(lowest: lowest, highest: try additive()))
  }
}
