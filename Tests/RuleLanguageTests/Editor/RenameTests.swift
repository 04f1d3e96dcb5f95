import RuleLanguage
import Testing

struct RenameTests {
  private func renamed(_ part: String, _ cursor: String, to name: String) throws -> [String] {
    try EditorFixture(part, became: cursor).renamed(to: name)
  }

  private func refusal(_ part: String, _ cursor: String, to name: String) -> String {
    do {
      _ = try renamed(part, cursor, to: name)
      return "renamed"
    } catch let refusal as RenameRefusal {
      return refusal.message.chinese
    } catch {
      return "\(error)"
    }
  }

  @Test func inEveryFile() throws {
    let texts = try renamed("配偶.学历 =", "配偶.‸学历 =", to: "最高学历")
    // The code list of the same name is another name.
    #expect(texts[0].contains("代码表 学历 {") && texts[0].contains("最高学历 代码 学历 可无"))
    #expect(texts[1].contains("配偶.最高学历 = 本科") && texts[1].contains("个人 乙 { 最高学历 本科 }"))
    #expect(texts[1].contains("缺 [配偶.最高学历, 参数 上限]"))
  }

  @Test func insideTexts() throws {
    let texts = try renamed("“{姓名}", "“{‸姓名}", to: "名字")
    #expect(texts[1].contains("正文 “{名字}您好，{名字}。”") && texts[0].contains("名字 文本"))
    let items = try renamed("待遇项 “证书补贴”", "待遇项 “证书‸补贴”", to: "技能补贴")
    #expect(items[1].contains("因 项 “技能补贴” 条件（一）") && items[1].contains("待遇项 “技能补贴” {"))
    #expect(!items[1].contains("证书补贴"))
  }

  /// A name that is no plain word is put in quotes.
  @Test func quotes() throws {
    let texts = try renamed("是 高龄", "是 ‸高龄", to: "80岁以上")
    #expect(texts[0].contains("标签 「80岁以上」 属于") && texts[1].contains("是 「80岁以上」 且"))
    let codes = try renamed("等级 = 高级", "等级 = ‸高级", to: "A级")
    #expect(codes[0].contains("[初级, 「A级」]") && codes[1].contains("等级 「A级」 }"))
  }

  @Test func refusals() {
    #expect(refusal("是 高龄", "是 ‸高龄", to: "属于").contains("关键字"))
    #expect(refusal("是 高龄", "是 ‸高龄", to: "高 龄").contains("空格"))
    #expect(refusal("是 高龄", "是 ‸高龄", to: "").contains("空"))
    #expect(refusal("条件 {", "条‸件 {", to: "要求").contains("关键字"))
    #expect(refusal("“外地项目”", "“外‸地项目”", to: "外省项目").contains("规则库以外"))
    // The names of others.
    #expect(refusal("是 高龄", "是 ‸高龄", to: "户籍地") != "renamed")
    #expect(refusal("配偶.学历 =", "配偶.‸学历 =", to: "类别") != "renamed")
    #expect(refusal("等级 = 高级", "等级 = ‸高级", to: "初级") != "renamed")
    // A name that would hide another one: the row's alias as the owner's.
    #expect(refusal("另证.发证", "‸另证.发证", to: "本证") != "renamed")
    // It means something on its own.
    #expect(refusal("待遇 上限", "待遇 ‸上限", to: "发证") != "renamed")
  }

  @Test func codesOfFiles() {
    let file = SourceFile(
      path: "a.rule",
      text: "代码表 地 { 文件 “a.csv” }\n实体 人 { 键 号 文本；住地 代码 地 }\n标签 本市 属于 人 = 住地 = 甲市\n")
    let analysis = EditorAnalysis(
      ParsedFolder(files: [file], attachments: ["a.csv": "code,name,parent\n1,甲市,\n"]))
    #expect(analysis.diagnostics.filter { $0.severity == .error }.isEmpty)
    let offset = file.text[..<(file.text.ranges(of: "甲市").first?.lowerBound ?? file.text.endIndex)].utf8.count
    #expect(throws: RenameRefusal.self) { try analysis.rename(file: 0, at: offset, to: "乙市") }
    // It is defined where its list is.
    let target = analysis.use(file: 0, at: offset).flatMap { analysis.definition(of: $0.symbol) }
    #expect(target.map { analysis.text(of: $0) } == "地")
  }

  @Test func theSameNameChangesNothing() throws {
    let fixture = EditorFixture("是 高龄", became: "是 ‸高龄")
    #expect(try fixture.analysis.rename(file: fixture.file, at: fixture.offset, to: "高龄").isEmpty)
  }
}
