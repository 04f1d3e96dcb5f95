import RuleLanguage

extension LanguageSession {
  static let capabilities: JSONValue = [
    "serverInfo": ["name": "yingxiang"],
    "capabilities": [
      "positionEncoding": "utf-16",
      "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
      "completionProvider": ["triggerCharacters": [".", "/", " ", "{", "「"]],
      "hoverProvider": true,
      "definitionProvider": true,
      "referencesProvider": true,
      "documentHighlightProvider": true,
      "renameProvider": ["prepareProvider": true],
      "documentSymbolProvider": true,
      "documentFormattingProvider": true,
      "codeActionProvider": ["codeActionKinds": ["quickfix"]],
      "semanticTokensProvider": [
        "legend": [
          "tokenTypes": .array(SemanticToken.Kind.allCases.map { .string($0.rawValue) }),
          "tokenModifiers": ["declaration"],
        ],
        "full": true,
      ],
    ],
  ]
}

extension Completion.Kind {
  /// CompletionItemKind of the protocol.
  var number: Int {
    switch self {
    case .keyword: 14
    case .function: 3
    case .field: 5
    case .relation, .entity: 7
    case .tag, .measure: 10
    case .parameter: 21
    case .policy: 9
    case .code: 20
    case .codeSet: 13
    case .name: 6
    }
  }
}

extension OutlineEntry.Kind {
  /// SymbolKind of the protocol.
  var number: Int {
    switch self {
    case .entity: 5
    case .relation: 11
    case .field: 8
    case .codeList, .codeSet: 10
    case .parameter: 14
    case .tag, .measure: 7
    case .ledger: 18
    case .policy: 4
    case .item: 3
    case .clause: 17
    case .example: 24
    case .table: 12
    case .lifeEvent: 24
    }
  }
}
