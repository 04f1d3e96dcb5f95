/// Names to meanings, types to expressions: turns parsed files into a ``RuleSet``.
///
/// Pure: the texts of code-list and parameter files come in as `attachments`, keyed by the path that
/// a rule file's folder and the written name give. Every independent error of one run is reported; a
/// rule set with errors must not be evaluated.
public struct Checker {
  var ruleSet = RuleSet()
  var diagnostics: [Diagnostic] = []
  let attachments: [String: String]

  // Symbol tables, by name as written.
  var codeListIDs: [String: CodeListID] = [:]
  var codeSets: [String: CodeSet] = [:]
  /// Names that are no longer in use, with the codes that they became.
  var formerNames: [String: Set<String>] = [:]
  var tableIDs: [String: TableID] = [:]
  var viewIDs: [String: Int] = [:]
  var parameterIDs: [String: Int] = [:]
  /// Tags and measures by table, then name.
  var definitionIDs: [TableID: [String: Int]] = [:]
  var definitionTypes: [ValueType] = []
  var usedDefinitions: Set<Int> = []
  /// What an item's rows read of their owner, to be defined with the tags of 符合(…); without a name in the
  /// rule text.
  var liftedDefinitions: [Int: Definition] = [:]
  var usedParameters: Set<Int> = []
  /// Tables that are declared to be called.
  var tableFunctions: [String: TableFunction] = [:]
  /// Inside a called table: its inputs, the only names there are besides parameters and codes.
  var bindings: [String: Expression]?
  /// Called tables around this place, outermost first.
  var calledTables: [String] = []
  /// Fields with 历史, by entity and field.
  var histories: [TableID: [Int: FieldHistory]] = [:]
  /// 考核年度: by how many years 当年, 上年度 … are shifted in the policy at hand.
  var assessedYear = 0
  /// The tags and measures behind 符合(政策) and 待遇金额(政策).
  var policyQuestions: [PolicyQuestion: Int] = [:]
  /// Where it was first asked for.
  var policyQuestionRanges: [PolicyQuestion: SourceRange] = [:]
  var policySyntaxes: [String: PolicySyntax] = [:]
  /// Inside a benefit, which may read figures over all units.
  var readsFigures = false
  private var told: Set<Diagnostic> = []
  /// Whose clauses are being checked.
  var currentPolicy: String?
  /// Whose application 申请日 and 批准日 are about.
  var applicant: Applicant?
  var currentItem: String?
  /// For an editor: what names were resolved to, and what could stand at a name that is being written.
  var recorder: NameRecorder?
  var probe: CompletionProbe?

  init(files: [SourceFile], attachments: [String: String]) {
    self.attachments = attachments
    ruleSet.files = files
  }

  /// Parses and checks. The rule set is usable only where no diagnostic is an error.
  public static func check(
    _ files: [SourceFile], attachments: [String: String] = [:]
  ) -> (ruleSet: RuleSet, diagnostics: [Diagnostic]) {
    let parsed = parse(files)
    var checker = Checker(files: files, attachments: attachments)
    checker.diagnostics = parsed.diagnostics
    checker.check(parsed.files.flatMap(\.declarations))
    checker.sortDiagnostics()
    return (checker.ruleSet, checker.diagnostics)
  }

  mutating func sortDiagnostics() {
    diagnostics.sort {
      ($0.range.file, $0.range.lower, $0.id) < ($1.range.file, $1.range.lower, $1.id)
    }
  }

  mutating func check(_ declarations: [DeclarationSyntax]) {
    for case .codeList(let syntax) in declarations { declare(syntax) }
    for case .codeSet(let syntax) in declarations { declare(syntax) }
    declareTables(declarations)
    declareReceiptTables(declarations)
    for case .parameter(let syntax) in declarations { declare(syntax) }
    let policies = declarations.compactMap {
      if case .policy(let syntax) = $0 { syntax } else { nil }
    }
    for policy in policies where policySyntaxes[policy.name.text] == nil {
      policySyntaxes[policy.name.text] = policy
    }
    declareTableFunctions(declarations)
    let definitions = declarations.compactMap {
      if case .definition(let syntax) = $0 { syntax } else { nil }
    }
    let accepted = definitions.filter { declare($0) }
    for syntax in accepted { define(syntax) }
    declare(policies)
    definePolicyQuestions()
    rejectCircularDefinitions()
    applyTopUps()
    checkContests()
    for case .ledger(let syntax) in declarations { declare(syntax) }
    for case .lifeEvent(let syntax) in declarations { declare(syntax) }
    warnOfStates()
    reportMissingLedgers()
    reportUnused()
    noteDeclarations(declarations)
  }

  /// What is checked in several frames is said once.
  mutating func report(_ diagnostic: Diagnostic) {
    if told.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  mutating func error(
    _ id: String, _ range: SourceRange, zh: String, en: String, remedyZh: String? = nil,
    remedyEn: String? = nil, meant: String? = nil
  ) {
    diagnose(id, .error, range, zh: zh, en: en, remedyZh: remedyZh, remedyEn: remedyEn, meant: meant)
  }

  mutating func diagnose(
    _ id: String, _ severity: Diagnostic.Severity, _ range: SourceRange, zh: String, en: String,
    remedyZh: String? = nil, remedyEn: String? = nil, meant: String? = nil
  ) {
    var remedy: Message?
    if let remedyZh, let remedyEn { remedy = Message(zh: remedyZh, en: remedyEn) }
    var diagnostic = Diagnostic(id, severity, at: range, Message(zh: zh, en: en), remedy: remedy)
    diagnostic.meant = meant
    report(diagnostic)
  }

  /// Something in this span was reported as an error.
  func isMisread(_ range: SourceRange) -> Bool {
    diagnostics.contains {
      $0.severity == .error && $0.range.file == range.file && $0.range.lower >= range.lower
        && $0.range.upper <= range.upper
    }
  }

  /// What could not be checked is never left out in silence.
  mutating func refuse(_ range: SourceRange) {
    guard !isMisread(range) else { return }
    error(
      "not-understood", range, zh: "这里没有看懂，不能用来判断", en: "this is not understood, and decides nothing",
      remedyZh: "照语言参考里的写法改写这一条", remedyEn: "write it as the language reference shows")
  }

  /// Whether an error stands at the beginning of these words already.
  func isReported(_ range: SourceRange) -> Bool {
    diagnostics.contains {
      $0.severity == .error && $0.range.file == range.file && $0.range.lower == range.lower
    }
  }

  mutating func duplicate(_ name: NameSyntax, kind: (zh: String, en: String)) {
    error(
      "duplicate-name", name.range, zh: "\(kind.zh)“\(name.text)”声明了两次",
      en: "\(kind.en) `\(name.text)` is declared twice",
      remedyZh: "改一个名字，或删去一处", remedyEn: "rename one, or remove one")
  }

  func sourceText(_ range: SourceRange) -> String { ruleSet.sourceText(range) }

  private mutating func reportMissingLedgers() {
    for policy in ruleSet.policies where ruleSet.ledger(forPolicy: policy.name) == nil {
      diagnose(
        "policy-without-ledger", .warning, policy.range, zh: "政策“\(policy.name)”没有台账：不知道谁已经在享受，什么也不会推送",
        en: "policy `\(policy.name)` has no ledger: who receives is unknown, so nothing is pushed",
        remedyZh: "把它列进一个台账的 政策 […]", remedyEn: "list it in a 台账")
    }
  }

  private mutating func reportUnused() {
    for (index, definition) in ruleSet.definitions.enumerated() where !usedDefinitions.contains(index) {
      diagnose(
        "unused-definition", .note, definition.range, zh: "标签或指标“\(definition.name)”没有用到",
        en: "`\(definition.name)` is never used")
    }
    for (index, parameter) in ruleSet.parameters.enumerated() where !usedParameters.contains(index) {
      diagnose(
        "unused-parameter", .note, parameter.range, zh: "参数“\(parameter.name)”没有用到",
        en: "parameter `\(parameter.name)` is never used")
    }
  }
}
