import Foundation
import Testing

import RuleLanguage

/// The grammar for editors without a language server lists the keywords of the code.
struct EditorGrammarTests {
  private let folder = Golden.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Examples/vscode-yingxiang")

  /// Longest first, so that 不属于 is found before 属于; whole words only.
  private func pattern(_ keywords: [KeywordTable.Row]) -> String {
    let words = keywords.flatMap { [$0.keyword.chinese, $0.english] + $0.also }
      .filter { $0.unicodeScalars.first.map { $0.isHan || $0.startsIdentifier } ?? false }
    let sorted = Set(words).sorted { ($1.count, $0) < ($0.count, $1) }
    return "(?<![\\p{Han}\\w])(\(sorted.joined(separator: "|")))(?![\\p{Han}\\w])"
  }

  private var expected: String {
    func rule(_ name: String, _ match: String) -> String {
      let escaped = match.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "    { \"name\": \"\(name)\", \"match\": \"\(escaped)\" }"
    }
    let declarations = KeywordTable.rows.filter { Parser.declarationKeywords.contains($0.keyword) }
    let functions = KeywordTable.rows.filter { Parser.functions.contains($0.keyword) }
    let rest = KeywordTable.rows.filter { row in
      !declarations.contains { $0.keyword == row.keyword }
        && !functions.contains { $0.keyword == row.keyword }
    }
    let rules = [
      rule("comment.line.number-sign.yingxiang", "[#＃].*$"),
      rule("string.quoted.double.yingxiang", "“[^”]*”|\"[^\"]*\""),
      rule("variable.other.quoted.yingxiang", "「[^」]*」"),
      rule("punctuation.definition.list.yingxiang", "^\\s*([（(][〇一二三四五六七八九十百]+[）)]|\\d{1,2}\\.(?!\\d))"),
      rule("keyword.declaration.yingxiang", pattern(declarations)),
      rule("support.function.yingxiang", pattern(functions) + "(?=\\s*[(（])"),
      rule("keyword.control.yingxiang", pattern(rest)),
      rule("constant.numeric.yingxiang", "\\d{4}-\\d{2}(-\\d{2})?|\\d+(\\.\\d+)?[%‰]?"),
      rule("keyword.operator.yingxiang", "[=＝≠≥≤<>＜＞×÷+＋*-]"),
    ]
    return """
      {
        "name": "应享规则",
        "scopeName": "source.yingxiang",
        "fileTypes": ["rule"],
        "patterns": [
      \(rules.joined(separator: ",\n"))
        ]
      }

      """
  }

  @Test func keywordsAreThoseOfTheCode() throws {
    let file = folder.appendingPathComponent("syntaxes/yingxiang.tmLanguage.json")
    let found = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if found != expected, ProcessInfo.processInfo.environment["RECORD"] != nil {
      try expected.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == expected, "the grammar lags behind the keywords; RECORD=1 rewrites it")
  }

  @Test func theFilesAreJSON() throws {
    for name in ["package.json", "language-configuration.json", "syntaxes/yingxiang.tmLanguage.json"] {
      let data = try Data(contentsOf: folder.appendingPathComponent(name))
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
    }
  }

  @Test func everyKeywordHasAMeaning() {
    for keyword in Keyword.allCases {
      #expect(!keyword.meaning.chinese.isEmpty && !keyword.meaning.english.isEmpty, "\(keyword.chinese)")
    }
  }
}
