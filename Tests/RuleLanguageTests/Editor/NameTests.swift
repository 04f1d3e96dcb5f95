import RuleLanguage
import Testing

struct NameTests {
  @Test func theFixtureIsRight() {
    let errors = EditorFixture().analysis.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.message.chinese) == [])
  }

  /// Recording changes nothing of what is found.
  @Test func aCheckFindsTheSame() {
    let fixture = EditorFixture("户籍地 属于", became: "户籍底 属于")
    let plain = Checker.check(fixture.folder.files).diagnostics
    #expect(fixture.analysis.diagnostics == plain)
  }

  @Test func everyPlaceOfAField() {
    #expect(
      EditorFixture("配偶.学历 =", became: "配偶.学‸历 =").uses == ["0:学历", "1:学历", "1:学历", "1:学历"])
    // In the path, the push's recipient, the case and what it lacks.
    #expect(EditorFixture("配偶.学历 =", became: "‸配偶.学历 =").uses.count == 5)
    #expect(EditorFixture("“{姓名}", became: "“{姓名‸}").uses == ["0:姓名", "1:姓名", "1:姓名"])
  }

  @Test func everyPlaceOfOtherNames() {
    #expect(EditorFixture("是 高龄", became: "是 高龄‸").uses == ["0:高龄", "1:高龄"])
    #expect(EditorFixture("待遇 上限", became: "待遇 上限‸").uses == ["0:上限", "1:上限", "1:上限"])
    #expect(EditorFixture("参数 标准", became: "参数 ‸标准").uses == ["0:标准", "1:标准"])
    #expect(EditorFixture("逐条 证书", became: "逐条 证‸书").uses == ["0:证书", "0:证书", "1:证书", "1:证书", "1:证书"])
    #expect(EditorFixture("项 “证书补贴” 待", became: "项 “证书‸补贴” 待").uses == Array(repeating: "1:证书补贴", count: 4))
    #expect(EditorFixture("政策 [津贴", became: "政策 [‸津贴").uses == ["1:津贴", "1:津贴"])
    #expect(EditorFixture("[漳州市, 试点]", became: "[漳州市, 试点‸]").uses == ["0:试点", "1:试点"])
    #expect(
      EditorFixture("户籍地 芗城区", became: "户籍地 ‸芗城区").uses
        == ["0:芗城区", "0:芗城区", "0:芗城区", "1:芗城区", "1:芗城区"])
    #expect(EditorFixture("等级 = 高级", became: "等级 = ‸高级").uses == ["0:高级", "1:高级", "1:高级"])
  }

  /// 记作 and the subjects of a case hold inside their construct only.
  @Test func localNames() {
    #expect(EditorFixture("本证.等级", became: "‸本证.等级").uses == Array(repeating: "1:本证", count: 3))
    #expect(EditorFixture("另证.发证", became: "‸另证.发证").uses == Array(repeating: "1:另证", count: 2))
    #expect(EditorFixture("配偶 乙", became: "配偶 ‸乙").uses == ["1:乙", "1:乙"])
  }

  @Test func definitions() throws {
    func target(_ part: String, _ cursor: String) -> String? {
      let fixture = EditorFixture(part, became: cursor)
      let analysis = fixture.analysis
      return analysis.use(file: fixture.file, at: fixture.offset).flatMap {
        analysis.definition(of: $0.symbol).map { "\($0.file):\(analysis.text(of: $0))" }
      }
    }
    #expect(target("户籍地 属于", "户籍地‸ 属于") == "0:户籍地")
    #expect(target("对象 个人", "对象 ‸个人") == "0:个人")
    #expect(target("配偶.学历 = 本科", "配偶.学历 = ‸本科") == "0:本科")
    #expect(target("“外地项目”", "“外‸地项目”") == "1:“外地项目”")
    #expect(target("条件 {", "条‸件 {") == nil)
    #expect(target("{姓名}您", "{‸姓名}您") == "0:姓名")
  }

  /// The innermost path part that a cursor touches, at both of its ends.
  @Test func betweenNeighbours() {
    let before = EditorFixture("配偶.学历 =", became: "配偶‸.学历 =")
    #expect(
      before.analysis.use(file: before.file, at: before.offset).map { before.analysis.text(of: $0.range) }
        == "配偶")
    let after = EditorFixture("配偶.学历 =", became: "配偶.‸学历 =")
    #expect(
      after.analysis.use(file: after.file, at: after.offset).map { after.analysis.text(of: $0.range) } == "学历"
    )
  }

  @Test func hoverTells() {
    func hover(_ part: String, _ cursor: String, asOf: Day? = Day(year: 2025, month: 6, day: 1)) -> String {
      let fixture = EditorFixture(part, became: cursor)
      return fixture.analysis.hover(file: fixture.file, at: fixture.offset, asOf: asOf, .chinese)?.text ?? ""
    }
    let field = hover("配偶.学历 =", "配偶.学‸历 =")
    for word in ["学历代码", "教育", "敏感", "可无", "本科、专科"] { #expect(field.contains(word), "\(field)") }
    let code = hover("户籍地 芗城区", "户籍地 芗‸城区")
    #expect(code.contains("350602") && code.contains("漳州市/芗城区"), "\(code)")
    let parameter = hover("参数 标准", "参数 标‸准")
    #expect(parameter.contains("漳州市：800元（自 2025-01-01）"), "\(parameter)")
    #expect(parameter.contains("芗城区：待定 介于 300元 与 500元"), "\(parameter)")
    #expect(!parameter.contains("900元"))
    let later = hover("参数 标准", "参数 标‸准", asOf: Day(year: 2026, month: 1, day: 1))
    #expect(later.contains("900元") && !later.contains("800元"), "\(later)")
    let without = hover("参数 标准", "参数 标‸准", asOf: nil)
    #expect(without.contains("--as-of") && !without.contains("800元"), "\(without)")
    #expect(hover("是 高龄", "是 高‸龄").contains("标签 高龄 属于 个人 = 年满 80周岁"))
    let keyword = hover("属于 [漳州市", "属‸于 [漳州市")
    #expect(keyword.contains("`in`") && keyword.contains("代码连下级"), "\(keyword)")
    let policy = hover("政策 [津贴", "政策 [津‸贴")
    #expect(policy.contains("高龄津贴") && policy.contains("一号文"), "\(policy)")
    #expect(hover("2026-03-31", "2026-‸03-31") == "")
  }
}
