import ArgumentParser
import RuleLanguage
import Store

/// Reads and checks a rule folder for a command; prints every diagnostic.
struct LoadedRules {
  let folder: RuleFolder
  let ruleSet: RuleSet
  let diagnostics: [Diagnostic]

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Exits with 3 where the folder cannot be read.
  init(path: String, _ language: Language) throws {
    do {
      folder = try RuleFolder(path: path)
    } catch {
      Terminal.printError(error.message.text(language))
      throw Exit.outside
    }
    (ruleSet, diagnostics) = folder.check()
  }

  /// For commands that need rules without errors: prints them and exits with 1.
  init(checked path: String, _ language: Language) throws {
    try self.init(path: path, language)
    if hasErrors {
      show(diagnostics.filter { $0.severity == .error }, language)
      throw Exit.errors
    }
  }

  func show(_ diagnostics: [Diagnostic], _ language: Language) {
    let renderer = DiagnosticRenderer(
      files: folder.files, language: language, usesColor: Terminal.errorIsTerminal)
    for diagnostic in diagnostics { Terminal.printError(renderer.render(diagnostic)) }
  }
}

extension RuleFolder.ReadError {
  var message: Message {
    switch self {
    case .missing(let path):
      Message(zh: "找不到规则文件夹“\(path)”", en: "there is no rule folder at `\(path)`")
    case .noRules(let path):
      Message(zh: "“\(path)”里没有 .rule 文件", en: "there is no .rule file in `\(path)`")
    case .notText(let path):
      Message(
        zh: "“\(path)”不是 UTF-8 文本；请另存为 UTF-8", en: "`\(path)` is not UTF-8 text; save it as UTF-8")
    case .unreadable(let path, let reason):
      Message(zh: "读不了“\(path)”：\(reason)", en: "cannot read `\(path)`: \(reason)")
    }
  }
}
