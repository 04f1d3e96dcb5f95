/// A declared table; each call becomes the table itself, over the arguments.
struct TableFunction {
  let syntax: TableDeclarationSyntax
  let inputs: [(name: String, type: ValueType)]
  let type: ValueType
}

extension Checker {
  mutating func declareTableFunctions(_ declarations: [DeclarationSyntax]) {
    for case .table(let syntax) in declarations { register(syntax) }
    for case .table(let syntax) in declarations {
      guard let function = tableFunctions[syntax.name.text], function.syntax.range == syntax.range else {
        continue
      }
      // Reported here once, with values that stand for any; calls report only their arguments.
      let samples = zip(syntax.inputs, function.inputs).map { sample($1.type, of: $0) }
      _ = rows(of: function, over: samples, in: Frame(entity: 0))
    }
  }

  private mutating func register(_ syntax: TableDeclarationSyntax) {
    let name = syntax.name
    guard tableFunctions[name.text] == nil, parameterIDs[name.text] == nil,
      !Self.functionNames.contains(name.text)
    else { return duplicate(name, kind: ("对照、参数或函数", "table, parameter or function")) }
    var inputs: [(name: String, type: ValueType)] = []
    for input in syntax.inputs {
      if inputs.contains(where: { $0.name == input.name.text }) {
        return duplicate(input.name, kind: ("对照的参数", "input of a table"))
      }
      guard let type = type(input.type, inlineName: "\(name.text).\(input.name.text)") else { return }
      inputs.append((input.name.text, type))
    }
    guard !ruleSet.tables.isEmpty, let type = type(syntax.type, inlineName: name.text) else { return }
    tableFunctions[name.text] = TableFunction(syntax: syntax, inputs: inputs, type: type)
  }

  /// Some value of the type; ages, counts of months and 整数 as whole numbers.
  private func sample(_ type: ValueType, of input: TableDeclarationSyntax.Input) -> Expression {
    let range = input.name.range
    let value: Value =
      switch type {
      case .truth: .truth(true)
      case .number: .number(.one)
      case .day: .day(Day(number: 0))
      case .month: .month(YearMonth(year: 2000, month: 1))
      case .year: .year(2000)
      case .code: .code(0)
      case .text: .text("")
      case .reference: .reference("")
      }
    let constant = Expression(.constant(value), type, range)
    guard case .named(let word) = input.type.kind, ["整数", "岁数", "月数", "天数"].contains(word) else {
      let always = Expression(.and([]), .truth, range)
      return Expression(.conditional(always, then: constant, otherwise: constant), type, range)
    }
    return Expression(.floor(constant), type, range)
  }

  mutating func call(
    _ function: TableFunction, _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ range: SourceRange,
    in frame: Frame
  ) -> Expression? {
    guard arguments.count == function.inputs.count else {
      let inputs = function.inputs.map(\.name).joined(separator: ", ")
      wrongArguments(name, "\(name.text)(\(inputs))", "\(name.text)(\(inputs))")
      return nil
    }
    if calledTables.contains(name.text) {
      error(
        "circular-table", range, zh: "对照“\(name.text)”绕回到自己", en: "table `\(name.text)` calls itself")
      return nil
    }
    var values: [Expression] = []
    for (argument, input) in zip(arguments, function.inputs) {
      guard let value = expression(argument.expression, in: frame, expecting: input.type) else { return nil }
      guard let same = adapted(value, to: input.type) else {
        typeMismatch(value, expected: input.type)
        return nil
      }
      values.append(same)
    }
    let before = diagnostics
    let result = rows(of: function, over: values, in: frame)
    let circular = diagnostics.dropFirst(before.count).filter { $0.id == "circular-table" }
    diagnostics = before + circular
    return result
  }

  private mutating func rows(
    of function: TableFunction, over values: [Expression], in frame: Frame
  ) -> Expression? {
    let outer = bindings
    let pairs = zip(function.inputs.map(\.name), values)
    bindings = Dictionary(uniqueKeysWithValues: pairs.map { ($0, $1) })
    calledTables.append(function.syntax.name.text)
    defer {
      bindings = outer
      calledTables.removeLast()
    }
    guard let result = table(function.syntax.table, in: frame, expecting: function.type) else { return nil }
    guard let same = adapted(result, to: function.type) else {
      typeMismatch(result, expected: function.type)
      return nil
    }
    return same
  }

  /// A name inside a called table.
  mutating func bound(
    _ names: [NameSyntax], _ range: SourceRange, _ bindings: [String: Expression], in frame: Frame,
    expecting expected: ValueType?
  ) -> Expression? {
    guard let name = names.first, names.count == 1 else {
      readsOnlyInputs(names[0])
      return nil
    }
    if let value = bindings[name.text] {
      if let table = calledTables.last { note(name, .input(name.text, of: table)) }
      return value
    }
    if let moment = moment(name.text, range) { return moment }
    if let index = parameterIDs[name.text] {
      usedParameters.insert(index)
      note(name, .parameter(index))
      return parameter(index, arguments: [], range, in: frame)
    }
    if case .code(let list) = expected {
      return code(CodePathSyntax(parts: names, range: range), in: list).map {
        Expression(.constant(.code($0)), .code(list), range)
      }
    }
    unknownName(name, kind: ("对照的参数", "input of the table"), among: bindings.keys)
    return nil
  }

  mutating func readsOnlyInputs(_ name: NameSyntax) {
    error(
      "table-reads-inputs", name.range, zh: "声明的对照里只能用它的参数，不能直接读字段、关系",
      en: "a declared table reads its inputs only, no fields or relations",
      remedyZh: "加一个参数，调用时传进来", remedyEn: "add an input and pass the value")
  }
}
