import Testing

import RuleLanguage

struct KeywordTableTests {
  @Test func eachKeywordHasOneRow() {
    #expect(KeywordTable.rows.count == Keyword.allCases.count)
    #expect(Set(KeywordTable.rows.map(\.keyword)).count == Keyword.allCases.count)
  }

  @Test func noSpellingHasTwoMeanings() {
    var seen: [String: Keyword] = [:]
    for row in KeywordTable.rows {
      for spelling in Set([row.keyword.chinese, row.english] + row.also) {
        #expect(seen[spelling] == nil, "\(spelling) is spelt twice")
        seen[spelling] = row.keyword
        #expect(KeywordTable.keyword(spelled: spelling) == row.keyword)
      }
    }
  }

  @Test func spellingsLexAsOneToken() {
    for row in KeywordTable.rows {
      for spelling in [row.keyword.chinese, row.english] + row.also {
        let tokens = Lexer.lex(SourceFile(path: "a.rule", text: "x " + spelling), file: 0).tokens
        #expect(tokens.count == 3, "\(spelling)")
        #expect(tokens[1].keyword == row.keyword, "\(spelling)")
      }
    }
  }

  @Test func separatesGluedWords() {
    #expect(GluedWords.separated("户籍地属于漳州市") == "户籍地 属于 漳州市")
    #expect(GluedWords.separated("户籍地不属于漳州市") == "户籍地 不属于 漳州市")
    #expect(GluedWords.separated("是低保对象", known: ["低保对象"]) == "是 低保对象")
    for name in ["且末县", "自治县", "应纳税所得额", "最高学历", "低保对象", "监护缺失", "自有住房建筑面积"] {
      #expect(GluedWords.separated(name) == nil, "\(name)")
    }
  }

  @Test func suggestsTheClosestName() {
    #expect(Suggestion.closest(to: "户籍底", among: ["出生日期", "户籍地"]) == "户籍地")
    #expect(Suggestion.closest(to: "部们", among: ["部门", "渠道"]) == "部门")
    #expect(Suggestion.closest(to: "免申", among: ["免申即享", "仅推送"]) == "免申即享")
    #expect(Suggestion.closest(to: "收入", among: ["户籍地", "出生日期"]) == nil)
    #expect(Suggestion.closest(to: "birhtday", among: ["birthday"]) == "birthday")
  }
}
