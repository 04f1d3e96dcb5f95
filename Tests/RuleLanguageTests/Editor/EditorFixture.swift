import RuleLanguage

/// A folder of two files with a cursor: `‸` in one of the texts, which is taken out.
struct EditorFixture {
  let folder: ParsedFolder
  let file: Int
  let offset: Int

  static let common = """
    代码表 行政区划 { 350600 漳州市 { 350602 芗城区；350603 龙文区；350699 鼓楼区 }；350800 龙岩市 { 350899 鼓楼区 } }
    代码表 学历 { 次序 从高到低 [本科, 专科] }
    集合 试点 = 行政区划 [芗城区, 龙岩市/鼓楼区]
    实体 个人 { 来源 公安  键 证号 文本  姓名 文本  出生日期 日期  户籍地 代码 行政区划
      学历 代码 学历 可无 来源 教育 敏感
      类别 [在职, 退休]
      配偶 指向 个人 可无 }
    关系 证书 属于 个人 { 键 [编号]  编号 文本  等级 [初级, 高级]  发证 日期  时点 发证  完整 }
    参数 标准(行政区划) 金额 { 自 2025-01-01 { 漳州市：800元；芗城区：待定 介于 300元 与 500元 }
      自 2026-01-01 { 漳州市：900元 } }
    参数 上限 金额 { 自 2024-01-01 16000元 }
    标签 高龄 属于 个人 = 年满 80周岁
    指标 证书数 属于 个人 整数 = 计数(证书)
    """

  static let policy = """
    政策 津贴 {
      名称 “高龄津贴”  部门 民政局  依据 “一号文”
      对象 个人
      条件 {
        （一）户籍地 属于 [漳州市, 试点]
        （二）是 高龄 且 配偶.学历 = 本科
      }
      待遇项 “证书补贴” {
        逐条 证书 记作 本证
        条件 { （一）本证.等级 = 高级；（二）存在 本人.证书 记作 另证 { 另证.发证 早于 本证.发证 } }
        待遇 上限
      }
      推送 { 标题 “津贴”  正文 “{姓名}您好，{姓名}。”  收件人 配偶 }
      用例 “缺” {
        基准日 2026-03-31
        户籍地 芗城区；配偶 乙
        个人 乙 { 学历 本科 }
        证书 { 编号 “Z” 等级 高级 }
        参数 标准(芗城区) = 5元
        应 项 “证书补贴” 待核实 缺 [配偶.学历, 参数 上限]
        应 项 “证书补贴” 不符合 因 项 “证书补贴” 条件（一）
      }
    }
    台账 津贴台账 { 政策 [津贴, “外地项目”] }
    """

  init(common: String = EditorFixture.common, policy: String = EditorFixture.policy) {
    var files: [SourceFile] = []
    var cursor = (file: 0, offset: 0)
    for (index, (name, text)) in [("公共.rule", common), ("津贴.rule", policy)].enumerated() {
      if let mark = text.range(of: "‸") {
        cursor = (index, text[..<mark.lowerBound].utf8.count)
      }
      files.append(SourceFile(path: name, text: text.replacing("‸", with: "")))
    }
    folder = ParsedFolder(files: files, attachments: [:])
    (file, offset) = cursor
  }

  /// The policy's file with this in the place of its first `part`.
  init(_ part: String, became written: String) {
    let policy = EditorFixture.policy
    guard let range = policy.range(of: part) else { preconditionFailure("\(part) is in the fixture") }
    self.init(policy: policy.replacingCharacters(in: range, with: written))
  }

  var analysis: EditorAnalysis { EditorAnalysis(folder) }
  var completions: Completions { folder.completions(file: file, at: offset) }

  func texts(of symbol: Symbol?) -> [String] {
    guard let symbol else { return [] }
    let analysis = analysis
    return analysis.references(to: symbol).map { "\($0.range.file):\(analysis.text(of: $0.range))" }
  }

  var uses: [String] { texts(of: analysis.use(file: file, at: offset)?.symbol) }

  func renamed(to name: String) throws -> [String] {
    let changes = try analysis.rename(file: file, at: offset, to: name)
    return folder.files.indices.map { index in
      applying(changes.filter { $0.range.file == index }, to: folder.files[index].text)
    }
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<String.Index>? { self.ranges(of: part).first }
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
