import Testing

import RuleLanguage

/// Damaged rule files never stop the parser, and every range stays inside the file.
struct MutationTests {
  /// SplitMix64, so that a failing mutant can be found again.
  private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let mutantsPerShard = 5250

  @Test(arguments: [1, 2, 3, 4])
  func mutantsAreRead(_ shard: Int) throws {
    var random = SeededGenerator(state: UInt64(shard))
    let seeds = try seeds()
    #expect(seeds.count > 40)
    for number in 0..<MutationTests.mutantsPerShard {
      let seed = seeds[number % seeds.count]
      let mutant = number % 2 == 0 ? mutateTokens(seed, &random) : mutateBytes(seed, &random)
      check(mutant, number)
    }
  }

  /// The declarations of the good files, and the bad files as they are.
  private func seeds() throws -> [String] {
    var result: [String] = []
    for golden in try Golden.all(in: "good") {
      let bytes = Array(golden.file.text.utf8)
      for declaration in parse(golden.file).file.declarations {
        let range = declaration.range
        result.append(String(decoding: bytes[range.lower..<range.upper], as: UTF8.self))
      }
    }
    result += try Golden.all(in: "bad").map(\.file.text)
    return result.filter { $0.utf8.count < 1500 }
  }

  private func mutateTokens(_ text: String, _ random: inout SeededGenerator) -> String {
    let bytes = Array(text.utf8)
    let tokens = Lexer.lex(SourceFile(path: "a.rule", text: text), file: 0).tokens
    var pieces = tokens.map { Array(bytes[$0.triviaLower..<$0.range.upper]) }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let i = Int.random(in: 0..<pieces.count, using: &random)
      let j = Int.random(in: 0..<pieces.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: pieces[i] = []
      case 1: pieces.insert(pieces[i], at: j)
      case 2: pieces.swapAt(i, j)
      default:
        let sign = "{}()[]“”：；，且或 \n".randomElement(using: &random) ?? "{"
        pieces.insert(Array(String(sign).utf8), at: i)
      }
    }
    return String(decoding: pieces.joined(), as: UTF8.self)
  }

  private func mutateBytes(_ text: String, _ random: inout SeededGenerator) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let i = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.remove(at: i)
      case 1: bytes.insert(bytes[i], at: i)
      case 2: bytes.swapAt(i, Int.random(in: 0..<bytes.count, using: &random))
      case 3: bytes[i] = UInt8.random(in: 0...255, using: &random)
      default: bytes.removeSubrange(i..<min(bytes.count, i + 12))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func check(_ text: String, _ number: Int) {
    let file = SourceFile(path: "a.rule", text: text)
    let count = text.utf8.count
    let (tree, diagnostics) = parse(file)
    for diagnostic in diagnostics {
      var ranges = [diagnostic.range] + diagnostic.related.map(\.range)
      if let fixIt = diagnostic.fixIt { ranges.append(fixIt.range) }
      for range in ranges where !(0 <= range.lower && range.lower <= range.upper && range.upper <= count) {
        Issue.record("mutant \(number): \(diagnostic.id) at \(range)\n\(text)")
      }
    }
    for declaration in tree.declarations {
      let range = declaration.range
      if !(0 <= range.lower && range.lower <= range.upper && range.upper <= count) {
        Issue.record("mutant \(number): declaration at \(range)\n\(text)")
      }
    }
    if number % 8 == 0 { _ = DiagnosticRenderer(files: [file]).render(diagnostics) }
    if diagnostics.contains(where: { $0.severity == .error }) { return }
    let formatted = SourceFile(path: "a.rule", text: format(file).text)
    if normalised(formatted) != normalised(file) {
      Issue.record("mutant \(number) changes when formatted\n\(text)\n\(formatted.text)")
    }
  }
}

extension DeclarationSyntax {
  fileprivate var range: SourceRange {
    switch self {
    case .entity(let node): node.range
    case .relation(let node): node.range
    case .reverse(let node): node.range
    case .codeList(let node): node.range
    case .codeSet(let node): node.range
    case .parameter(let node): node.range
    case .definition(let node): node.range
    case .ledger(let node): node.range
    case .lifeEvent(let node): node.range
    case .policy(let node): node.range
    case .table(let node): node.range
    }
  }
}
