import Testing

import RuleLanguage

struct FormatterTests {
  private func check(_ file: SourceFile) {
    let tree = syntaxDump(parse(file).file)
    let hash = normalised(file)
    for spelling in [Spelling.kept, .chinese, .english] {
      let once = format(file, spelling: spelling).text
      let formatted = SourceFile(path: file.path, text: once)
      let (again, diagnostics) = parse(formatted)
      #expect(diagnostics.filter { $0.severity == .error } == [], "\(file.path) \(spelling)\n\(once)")
      #expect(syntaxDump(again) == tree, "\(file.path) \(spelling)")
      #expect(normalised(formatted) == hash, "\(file.path) \(spelling)")
      #expect(format(formatted, spelling: spelling).text == once, "\(file.path) \(spelling)")
      let back = SourceFile(path: file.path, text: format(formatted, spelling: .chinese).text)
      #expect(normalised(back) == hash)
    }
  }

  @Test(arguments: Golden.names(in: "good"))
  func formattingKeepsTheMeaning(_ name: String) throws {
    check(try Golden("good", name).file)
  }

  /// Whatever parses without error in the bad files, one line at a time.
  @Test func formattingKeepsTheMeaningOfParts() throws {
    var count = 0
    for golden in try Golden.all(in: "bad") {
      for line in golden.file.text.split(separator: "\n") {
        for text in ["标签 甲 属于 个人 = 全部满足 {\n\(line)\n}", "政策 甲 {\n\(line)\n}", String(line)] {
          let file = SourceFile(path: "a.rule", text: text)
          if parse(file).diagnostics.contains(where: { $0.severity == .error }) { continue }
          count += 1
          check(file)
        }
      }
    }
    #expect(count > 20)
  }

  @Test func laysOut() {
    let text = """
      # 头


      政策   甲{
       部门 "民政局"   层级  市 #末
      # 自己一行
            条件 全部满足{
      （一） a>=1;b  =2

          }


      }
      """
    let expected = """
      # 头

      政策 甲 {
        部门 “民政局”  层级 市  #末
        # 自己一行
        条件 全部满足 {
          （一）a >= 1；b = 2
        }
      }

      """
    let file = SourceFile(path: "a.rule", text: text)
    #expect(format(file).text == expected)
  }

  @Test func convertsKeywordsOnly() {
    let file = SourceFile(
      path: "a.rule", text: "代码表 甲 { 文件 “a.csv” 编码 code 名称 name }\n标签 乙 属于 个人 = 名称 不早于 5\n")
    #expect(
      format(file, spelling: .english).text
        == "code_list 甲 { file “a.csv” code_column code name name }\ntag 乙 in 个人 = 名称 >= 5\n")
    #expect(format(file, spelling: .chinese).text == file.text)
  }

  @Test func leavesWhatItCannotRead() {
    let file = SourceFile(path: "a.rule", text: "政策   甲 {\n")
    let (text, diagnostics) = format(file)
    #expect(text == file.text)
    #expect(diagnostics.count == 1)
  }

  @Test func layoutDoesNotChangeTheNormalisedText() {
    let a = SourceFile(path: "a.rule", text: "政策 甲 { 条件 { a ≥ 1；b = “x” } } # c")
    let b = SourceFile(path: "b.rule", text: "policy 甲 {\n conditions {\n a 不早于 １\n b = \"x\"\n}\n}\n")
    let c = SourceFile(path: "c.rule", text: "policy 甲 {\n conditions {\n a 超过 1\n b = \"x\"\n}\n}\n")
    #expect(normalised(a) == normalised(b))
    #expect(normalised(a) != normalised(c))
  }
}
