import Casework
import Foundation
import Matching
import RuleLanguage
import Store
import Testing

/// The folder that holds Package.swift.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

private func loaded(_ folder: String) throws -> (ruleSet: RuleSet, diagnostics: [Diagnostic], text: String) {
  let rules = try RuleFolder(path: repository.appendingPathComponent(folder).path)
  let (ruleSet, diagnostics) = rules.check()
  let renderer = DiagnosticRenderer(files: rules.files, language: .english)
  let serious = diagnostics.filter(isSerious)
  return (ruleSet, serious, renderer.render(serious))
}

func isSerious(_ diagnostic: Diagnostic) -> Bool { diagnostic.severity != .note }

private func failures(_ report: CaseReport) -> String {
  report.results.flatMap { result in
    result.failures.map { "\(result.policy), case \(result.name): \($0.message.english)" }
  }.joined(separator: "\n")
}

@Suite struct HandComputedTests {
  /// Worked out by hand from the language's meaning; both evaluators must come to the same.
  @Test func everyRowComesOutAsComputed() throws {
    let (ruleSet, diagnostics, text) = try loaded("Tests/CaseworkTests/HandComputed")
    #expect(diagnostics.isEmpty, "\(text)")
    let report = CaseRunner(ruleSet).run()
    let failed = failures(report)
    #expect(failed.isEmpty)
    let rows = ruleSet.policies.flatMap(\.cases).reduce(0) { $0 + $1.expectations.count }
    #expect(rows >= 200)
    print("hand-computed rows: \(rows)")
  }

  @Test func everyRowMeansTheSameInEnglishSpelling() throws {
    let folder = repository.appendingPathComponent("Tests/CaseworkTests/HandComputed").path
    let rules = try RuleFolder(path: folder)
    let converted = rules.files.map { SourceFile(path: $0.path, text: format($0, spelling: .english).text) }
    for (before, after) in zip(rules.files, converted) {
      #expect(normalised(before) == normalised(after), "\(before.path)")
    }
    let (ruleSet, diagnostics) = Checker.check(converted, attachments: rules.attachments)
    #expect(!diagnostics.contains(where: isSerious))
    let failed = failures(CaseRunner(ruleSet).run())
    #expect(failed.isEmpty)
  }
}

@Suite struct RuleLibraryTests {
  @Test func libraryIsCleanAndItsCasesHold() throws {
    let (ruleSet, diagnostics, text) = try loaded("Rules")
    #expect(diagnostics.isEmpty, "\(text)")
    #expect(ruleSet.lint(on: nil).filter(isSerious).map(\.message.english) == [])
    let report = CaseRunner(ruleSet).run()
    let failed = failures(report)
    #expect(failed.isEmpty)
    let all = report.coverage.flatMap(\.clauses)
    print(
      "library: \(ruleSet.policies.count) policies, \(report.results.count) cases, "
        + "\(all.count) clauses, \(all.filter { $0.wasTrue && $0.wasFalse }.count) seen true and false")
  }

  @Test func libraryIsFormatted() throws {
    for file in try RuleFolder(path: repository.appendingPathComponent("Rules").path).files {
      #expect(format(file).text == file.text, "\(file.path) is not formatted: yingxiang fmt Rules")
    }
  }

  /// Every keyword has two spellings and one meaning: the whole library, converted, holds all its cases.
  @Test func libraryMeansTheSameInEnglishSpelling() throws {
    let rules = try RuleFolder(path: repository.appendingPathComponent("Rules").path)
    let converted = rules.files.map { SourceFile(path: $0.path, text: format($0, spelling: .english).text) }
    for (before, after) in zip(rules.files, converted) {
      #expect(normalised(before) == normalised(after), "\(before.path)")
    }
    let (ruleSet, diagnostics) = Checker.check(converted, attachments: rules.attachments)
    #expect(!diagnostics.contains(where: isSerious))
    let failed = failures(CaseRunner(ruleSet).run())
    #expect(failed.isEmpty)
  }

  @Test func policiesAreManyAndWellTried() throws {
    let (ruleSet, _, _) = try loaded("Rules")
    let enterprise = ruleSet.policies.filter { ruleSet.tables[$0.subject].name == "企业" }.count
    #expect(enterprise >= 12)
    #expect(ruleSet.policies.count - enterprise >= 12)
    for policy in ruleSet.policies {
      #expect(policy.cases.count >= 3, "\(policy.name) has too few cases")
      #expect(!policy.basis.isEmpty, "\(policy.name) names no basis, not even 不详")
      #expect(policy.push != nil, "\(policy.name) has no 推送")
      #expect(ruleSet.ledger(forPolicy: policy.name) != nil, "\(policy.name) has no ledger")
      let outcomes = Set(policy.cases.flatMap(\.expectations).compactMap(\.outcome))
      #expect(outcomes.contains(.yes) && outcomes.contains(.no), "\(policy.name) is tried one way only")
      #expect(outcomes.contains(.unknown), "\(policy.name) has no undetermined case")
    }
  }

  /// 国统字〔2017〕213号, every industry at, just below and just above each of its figures.
  @Test func enterpriseSizesFollowTheTable() throws {
    let (ruleSet, _, _) = try loaded("Rules")
    let definition = try #require(ruleSet.definitions.firstIndex { $0.name == "统计划型" })
    let table = ruleSet.tables[ruleSet.definitions[definition].table]
    let path = repository.appendingPathComponent("Tests/RuleLanguageTests/Golden/enterprise_size.csv")
    let lines = try String(contentsOf: path, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
    #expect(lines.count >= 100)
    var builder = DatasetBuilder(ruleSet)
    var expected: [String] = []
    let industry = try #require(table.field(named: "统计行业"))
    let people = try #require(table.field(named: "从业人员"))
    let revenue = try #require(table.field(named: "营业收入"))
    let assets = try #require(table.field(named: "资产总额"))
    let codes = try #require(ruleSet.codeList(named: "国民经济行业"))
    for (number, line) in lines.enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let ordinal = try #require(codes.ordinal(ofCode: cells[0]), "\(cells[0])")
      func money(_ wan: String) -> Cell {
        Number(decimal: wan).flatMap { $0.multiplied(by: Number(1_000_000)) }.map { .value(.number($0)) }
          ?? .unknown
      }
      builder.add(
        entity: table.id, key: "\(number)",
        [
          industry: .value(.code(ordinal)),
          people: Number(decimal: cells[1]).map { .value(.number($0)) } ?? .unknown,
          revenue: money(cells[2]), assets: money(cells[3]),
        ])
      expected.append(cells[4])
    }
    let day = try #require(Day(year: 2026, month: 6, day: 30))
    let explainer = Explainer(ruleSet, builder.build())
    let expression = ruleSet.definitions[definition].expression
    guard case .code(let list) = expression.type else {
      Issue.record("统计划型 is not a code")
      return
    }
    for (record, name) in expected.enumerated() {
      let found = explainer.value(of: expression, table: table.id, record: record, at: JudgedAt(current: day))
      let ordinal = ruleSet.codeLists[list].ordinals(named: name).first
      #expect(
        found == ordinal.map { .value(.code($0)) } ?? .unknown, "line \(record + 2): \(lines[record + 1])")
    }
  }
}
