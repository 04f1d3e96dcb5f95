import RuleLanguage
import Testing

struct CompletionTests {
  private func labels(_ part: String, _ written: String) -> [String] {
    EditorFixture(part, became: written).completions.items.map(\.label)
  }

  private func insertions(_ part: String, _ written: String) -> [String] {
    EditorFixture(part, became: written).completions.items.map(\.insertion)
  }

  private func expect(
    _ found: [String], has wanted: [String], not unwanted: [String] = [],
    _ place: SourceLocation = #_sourceLocation
  ) {
    for word in wanted { #expect(found.contains(word), "\(word) in \(found)", sourceLocation: place) }
    for word in unwanted { #expect(!found.contains(word), "\(word) in \(found)", sourceLocation: place) }
  }

  @Test func aClauseBegins() {
    expect(
      labels("是 高龄 且 配偶.学历 = 本科", "‸"),
      has: ["户籍地", "学历", "高龄", "证书数", "证书", "标准", "上限", "是", "存在", "年满", "周岁", "若"],
      not: ["编号", "漳州市", "属于", "津贴"])
  }

  @Test func behindAValue() {
    expect(
      labels("户籍地 属于 [漳州市, 试点]", "户籍地 ‸"), has: ["属于", "不属于", "=", "不低于", "在", "为", "且"],
      not: ["户籍地", "是否"])
  }

  @Test func codesOfTheFieldsList() {
    let places = labels("户籍地 属于 [漳州市, 试点]", "户籍地 属于 ‸")
    expect(places, has: ["漳州市", "龙岩市", "试点"], not: ["本科", "属于"])
    // Names that two codes bear are written with their paths.
    expect(
      insertions("户籍地 属于 [漳州市, 试点]", "户籍地 属于 鼓‸"), has: ["漳州市/鼓楼区", "龙岩市/鼓楼区"],
      not: ["鼓楼区"])
    #expect(insertions("户籍地 属于 [漳州市, 试点]", "户籍地 属于 龙岩市/‸") == ["鼓楼区"])
    expect(labels("配偶.学历 = 本科", "配偶.学历 = ‸"), has: ["本科", "专科"], not: ["漳州市"])
    expect(labels("本证.等级 = 高级", "本证.等级 = ‸"), has: ["初级", "高级"])
    let detail = EditorFixture("户籍地 属于 [漳州市, 试点]", became: "户籍地 属于 芗‸").completions.items.first?.detail
      .chinese
    #expect(detail == "350602 漳州市")
  }

  @Test func membersBehindADot() {
    let found = labels("配偶.学历 = 本科", "配偶.‸")
    expect(found, has: ["学历", "户籍地", "高龄", "证书"], not: ["标准", "周岁", "编号", "且"])
    expect(labels("本证.等级 = 高级", "本证.‸ = 高级"), has: ["等级", "发证"], not: ["户籍地"])
    expect(labels("存在 本人.证书 记作", "存在 本人.‸ 记作"), has: ["证书", "配偶"], not: ["学历"])
    expect(labels("另证.发证 早于", "‸ 早于"), has: ["等级", "发证", "另证", "本证"])
  }

  @Test func headersOfABlock() {
    expect(labels("  推送 {", "  ‸\n  推送 {"), has: ["条件", "排除", "用例", "发放"], not: ["户籍地", "逐条", "属于"])
    expect(labels("推送 { 标题", "推送 { ‸ 标题"), has: ["时机", "正文"], not: ["条件"])
    expect(labels("逐条 证书 记作 本证", "‸\n    逐条 证书 记作 本证"), has: ["逐条", "待遇", "唯一"], not: ["推送"])
    expect(labels("政策 津贴 {", "‸\n政策 津贴 {"), has: ["政策", "标签", "实体", "对照"], not: ["条件"])
    expect(labels("依据 “一号文”", "兑现 ‸\n  依据 “一号文”"), has: ["免申即享", "仅推送"], not: ["条件"])
    expect(labels("逐条 证书", "逐条 ‸"), has: ["证书"], not: ["户籍地"])
    expect(labels("对象 个人", "对象 ‸"), has: ["个人"])
    expect(labels("政策 [津贴,", "政策 [‸,"), has: ["津贴"])
  }

  @Test func casesAreFilledIn() {
    expect(labels("户籍地 芗城区；", "‸；"), has: ["户籍地", "证书", "配偶", "应", "基准日"])
    expect(labels("户籍地 芗城区", "户籍地 ‸"), has: ["漳州市", "无", "不详"], not: ["本科"])
    expect(labels("编号 “Z” 等级 高级", "编号 “Z” ‸"), has: ["等级", "发证"])
    expect(labels("编号 “Z” 等级 高级", "编号 “Z” 等级 ‸"), has: ["初级", "高级"])
    expect(labels("待核实 缺", "‸ 缺"), has: ["符合", "待核实"])
  }

  @Test func windowsAndArguments() {
    expect(labels("待遇 上限", "待遇 最大(上限, 证书数) × 计数(证书 ‸)"), has: ["其中", "于", "记作"])
    expect(labels("待遇 上限", "待遇 计数(主体.证书 于 ‸) × 1元"), has: ["近", "当年", "上年度", "自"])
    expect(labels("待遇 上限", "待遇 享受金额(‸)"), has: ["津贴"])
  }

  /// What stands in the braces of a push is a field; elsewhere in texts nothing is offered.
  @Test func insideTexts() {
    expect(labels("“{姓名}您好", "“{‸您好"), has: ["姓名", "金额"], not: ["属于"])
    #expect(labels("“高龄津贴”", "“高龄‸津贴”") == [])
    #expect(labels("（二）是", "# 注释 ‸\n（二）是") == [])
    #expect(labels("基准日 2026-03-31", "基准日 2026‸-03-31") == [])
  }

  /// The word that the cursor is in is replaced whole.
  @Test func theWordIsReplaced() {
    let fixture = EditorFixture("户籍地 属于", became: "户‸籍 属于")
    let found = fixture.completions
    #expect(fixture.analysis.text(of: found.replaced) == "户籍")
    #expect(found.items.first?.label == "户籍地")
  }

  /// A file that is broken elsewhere too still answers.
  @Test func inABrokenFile() {
    let fixture = EditorFixture(
      policy: EditorFixture.policy.replacing("  待遇项 “证书补贴” {", with: "  条件 {（九） 户籍地 属于 ‸\n  待遇项 证书 {"))
    expect(fixture.completions.items.map(\.label), has: ["漳州市"])
  }

  /// Nowhere in a text does it crash.
  @Test func everywhere() {
    let base = EditorFixture()
    var offset = 0
    while offset <= base.folder.files[1].text.utf8.count {
      let found = base.folder.completions(file: 1, at: offset)
      #expect(found.replaced.lower <= found.replaced.upper)
      _ = base.folder.completions(file: 0, at: offset)
      offset += 5
    }
    #expect(base.folder.completions(file: 7, at: 0).items.isEmpty)
  }
}
