import Notifier
import Testing

@Suite struct MessageTemplateTests {
  @Test(arguments: [
    ("{姓名}您好", "张三您好"), ("没有字段", "没有字段"), ("{姓名}{姓名}", "张三张三"), ("", ""),
    ("{金额}元，{姓名}", "50元，张三"), ("a & b < c {姓名}", "a & b < c 张三"),
  ])
  func putsValuesIn(template: String, expected: String) throws {
    let rendered = try #require(MessageTemplate(template)).render { $0 == "姓名" ? "张三" : "50" }
    #expect(rendered == expected)
  }

  @Test func valuesAreNotTemplates() throws {
    let template = try #require(MessageTemplate("{姓名}：{金额}"))
    #expect(template.names == ["姓名", "金额"])
    #expect(template.render { $0 == "姓名" ? "{金额}{{v1}}" : "50" } == "{金额}{{v1}}：50")
    #expect(template.render { _ in "<b>&" } == "<b>&：<b>&")
  }

  @Test func unclosedBraceIsRefused() { #expect(MessageTemplate("{姓名") == nil) }
}
