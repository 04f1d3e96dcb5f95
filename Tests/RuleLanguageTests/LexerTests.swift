import Testing

import RuleLanguage

struct LexerTests {
  private func tokens(_ text: String) -> [Token] {
    Lexer.lex(SourceFile(path: "a.rule", text: text), file: 0).tokens.filter { $0.kind != .end }
  }

  private func texts(_ text: String) -> [String] {
    tokens(text).map { token in
      let bytes = Array(text.utf8)[token.range.lower..<token.range.upper]
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private func ids(_ text: String) -> [String] {
    Lexer.lex(SourceFile(path: "a.rule", text: text), file: 0).diagnostics.map(\.id)
  }

  @Test func hanRunsAreWholeWords() {
    #expect(texts("且末县 属于 自治县") == ["且末县", "属于", "自治县"])
    #expect(tokens("且末县").map(\.keyword) == [nil])
    #expect(tokens("且").map(\.keyword) == [.and])
    #expect(tokens("「且」").map(\.keyword) == [nil])
    #expect(texts("玉素甫·买买提 等于 甲") == ["玉素甫·买买提", "等于", "甲"])
  }

  @Test func unitsFollowDigits() {
    #expect(texts("36个月内") == ["36个月", "内"])
    #expect(texts("近12个月含本月") == ["近", "12个月", "含本月"])
    #expect(texts("80周岁以上") == ["80周岁", "以上"])
    #expect(texts("至少2项满足") == ["至少", "2项", "满足"])
    #expect(texts("第2条") == ["第", "2条"])
    #expect(texts("分母为0 视为 0") == ["分母为", "0", "视为", "0"])
    #expect(ids("80周岁以上 近3个年度 第2条 36个月内").isEmpty)
  }

  @Test(arguments: [
    ("500元", 50_000), ("2.5亿元", 25_000_000_000), ("500万元", 500_000_000), ("50分", 50), ("0.01元", 1),
    ("3千元", 300_000), ("１２．５元", 1250),
  ])
  func moneyIsWholeFen(_ text: String, _ fen: Int64) {
    guard case .number(let number, .money, _)? = tokens(text).first?.literal else {
      Issue.record("\(text) is not money")
      return
    }
    #expect(number == Number(fen))
  }

  @Test func ratiosAndCounts() {
    #expect(tokens("5.5%").first?.literal == .number(Number(55, over: 1000)!, .none, raw: "5.5"))
    #expect(tokens("150BP").first?.literal == .number(Number(15, over: 1000)!, .none, raw: "150"))
    #expect(tokens("3万人").first?.literal == .number(Number(30_000), .none, raw: "3"))
    #expect(tokens("12个月").first?.literal == .number(Number(12), .months, raw: "12"))
    #expect(tokens("12months").first?.literal == .number(Number(12), .months, raw: "12"))
    #expect(tokens("3年").first?.literal == .number(Number(3), .years, raw: "3"))
    #expect(tokens("30天").first?.literal == .number(Number(30), .days, raw: "30"))
    #expect(tokens("007").first?.literal == .number(Number(7), .none, raw: "007"))
  }

  @Test func dates() {
    let day = Day(year: 2026, month: 3, day: 1)!
    for text in ["2026-03-01", "2026年3月1日", "２０２６－０３－０１", "2026年03月01号"] {
      #expect(tokens(text).map(\.literal) == [.day(day)], "\(text)")
      #expect(ids(text).isEmpty)
    }
    let month = YearMonth(year: 2026, month: 3)
    #expect(tokens("2026-03").map(\.literal) == [.month(month)])
    #expect(tokens("2026年3月起").map(\.literal) == [.month(month), nil])
    #expect(tokens("2025年").map(\.literal) == [.year(2025)])
    #expect(tokens("2025年度").map(\.literal) == [.year(2025)])
    #expect(tokens("2025年内").first?.literal == .number(Number(2025), .years, raw: "2025"))
    #expect(tokens("2020-2025").count == 3)
    #expect(ids("2026-02-30") == ["no-such-date"])
    #expect(ids("2024-02-29").isEmpty)
    #expect(ids("2026年13月") == ["no-such-date"])
  }

  @Test func labelsOnlyAtAClausesStart() {
    let kinds = { (text: String) in tokens(text).filter { $0.kind == .label }.map(\.text) }
    #expect(kinds("（一）甲\n（十二）乙；1. 丙 { (a)丁 }") == ["（一）", "（十二）", "1.", "(a)"])
    #expect(kinds("条件（二）甲\n删去 条件（三）") == ["（二）", "（三）"])
    #expect(kinds("不符合 因 条件（二）") == [])
    #expect(kinds("甲 且\n(a)") == ["(a)"])
    #expect(kinds("最大(\n(a)") == [])
    #expect(kinds("1.5") == [])
  }

  @Test func quotesNest() {
    #expect(tokens("“甲“乙”丙”").map(\.text) == ["甲“乙”丙"])
    #expect(tokens("\"甲\"").map(\.text) == ["甲"])
    #expect(tokens("「5A级」").map(\.kind) == [.quotedName])
    #expect(ids("“甲") == ["unclosed-quote"])
  }

  @Test func fullWidthIsHalfWidth() {
    let full = tokens("ａ＝１０；｛（［，：＋－＜＞］）｝")
    let half = tokens("a=10;{([,:+-<>])}")
    #expect(full.map(\.kind) == half.map(\.kind))
    #expect(full.map(\.text) == half.map(\.text))
    #expect(full.map(\.keyword) == half.map(\.keyword))
  }

  @Test func listsOfDigitsAreNotThousands() {
    #expect(ids("[1,200]").isEmpty)
    #expect(ids("[5,1,200]").isEmpty)
    #expect(ids("1,200元") == ["thousands-separator"])
  }

  @Test func tokensAndTriviaAreTheSource() throws {
    var samples = ["", "\u{FEFF}# a\r\n甲 = 1\r\n", "  “没有\n", "“", "「", "①②", "1.", "\u{0}\u{7F}甲"]
    samples += try (Golden.all(in: "good") + Golden.all(in: "bad")).map(\.file.text)
    for text in samples {
      let bytes = Array(text.utf8)
      let tokens = Lexer.lex(SourceFile(path: "a.rule", text: text), file: 0).tokens
      var position = 0
      for token in tokens {
        #expect(token.triviaLower == position)
        #expect(token.range.lower >= position)
        let trivia = String(decoding: bytes[token.triviaLower..<token.range.lower], as: UTF8.self)
        #expect(isTrivia(trivia))
        position = token.range.upper
      }
      #expect(position == bytes.count)
    }
  }

  private func isTrivia(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).allSatisfy { line in
      let part = line.unicodeScalars.drop { $0.isBlank }
      return part.first.map { $0.halfWidth == "#" } ?? true
    }
  }
}
