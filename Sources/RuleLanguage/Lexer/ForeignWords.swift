/// Words that officers write for a keyword of the language. The parser reads them as that keyword and
/// says what to write.
package enum ForeignWords {
  package static func keyword(meant word: String) -> (keyword: Keyword, spelling: String)? {
    guard let spelling = spellings[word], let keyword = KeywordTable.keyword(spelled: spelling) else {
      return nil
    }
    return (keyword, spelling)
  }

  private static let spellings: [String: String] = [
    "大于": "超过", "小于": "低于", "大于等于": "不低于", "小于等于": "不超过", "大于或等于": "不低于",
    "小于或等于": "不超过", "等于或大于": "不低于", "等于或小于": "不超过", "不大于": "不超过", "不小于": "不低于",
    "超出": "超过", "未满": "不满", "未超过": "不超过", "未达到": "低于", "不等": "不等于", "等于是": "等于",
    "并且": "且", "而且": "且", "以及": "且", "同时": "且", "或者": "或", "或是": "或", "位于": "属于",
    "不位于": "不属于", "隶属于": "属于", "介于": "在", "如果": "若", "那么": "则", "否则的话": "否则",
    "没有": "不存在", "所有": "全部", "乘以": "×", "加上": "+", "减去": "-", "乘": "×", "加": "+", "减": "-",
  ]
}
