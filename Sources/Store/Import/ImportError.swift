import RuleLanguage

/// Why a file could not be read at all: nothing of it was imported.
public struct ImportError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case cannotRead(String)
    /// No header line.
    case empty
    /// UTF-16 or UTF-32, by its byte-order mark.
    case unsupportedEncoding(String)
    /// `offset` counts bytes of the file from 0.
    case invalidByte(offset: Int64, encoding: String)
    /// The system has no converter for the encoding.
    case noConverter(String)
    /// A quoted cell that begins here never ends.
    case unclosedQuote
    case lineTooLong
    case header([HeaderProblem])
    case unknownTarget(String)
  }
  public enum HeaderProblem: Hashable, Sendable {
    case unknownColumn(String)
    case missingColumn(String)
    /// Two columns mean the same field.
    case duplicateColumn(String)
  }

  public let file: String
  /// From 1; nil where no line is meant.
  public let line: Int?
  public let problem: Problem
  /// The headers that would have been accepted, where one was not.
  public let acceptedHeaders: [String]

  public init(file: String, line: Int? = nil, problem: Problem, acceptedHeaders: [String] = []) {
    self.file = file
    self.line = line
    self.problem = problem
    self.acceptedHeaders = acceptedHeaders
  }

  public var message: Message {
    let place = line.map { "\(file):\($0)" } ?? file
    let text = problem.message
    let known = acceptedHeaders.joined(separator: "、")
    return Message(
      zh: "\(place)：\(text.chinese)" + (known.isEmpty ? "" : "。可以写的表头有：\(known)"),
      en: "\(place): \(text.english)" + (known.isEmpty ? "" : "; accepted headers: \(known)"))
  }
}

extension ImportError.Problem {
  package var message: Message {
    switch self {
    case .cannotRead(let reason): Message(zh: "无法读取（\(reason)）", en: "cannot be read (\(reason))")
    case .empty: Message(zh: "文件没有表头", en: "the file has no header line")
    case .unsupportedEncoding(let name):
      Message(zh: "不支持 \(name)，请另存为 UTF-8 或 GB18030", en: "\(name) is not supported; save as UTF-8")
    case .invalidByte(let offset, let encoding):
      Message(
        zh: "第 \(offset + 1) 个字节不是有效的 \(encoding)",
        en: "byte \(offset + 1) is not valid \(encoding)")
    case .noConverter(let name):
      Message(zh: "系统缺少 \(name) 转换表", en: "the system has no converter for \(name)")
    case .unclosedQuote:
      Message(zh: "从这一行开始的引号没有结束", en: "a quote that begins on this line is never closed")
    case .lineTooLong: Message(zh: "这一行过长", en: "the line is too long")
    case .header(let problems):
      Message(
        zh: problems.map(\.message.chinese).joined(separator: "；"),
        en: problems.map(\.message.english).joined(separator: "; "))
    case .unknownTarget(let name):
      Message(zh: "没有名为“\(name)”的表或台账", en: "there is no table or ledger named \(name)")
    }
  }
}

extension ImportError.HeaderProblem {
  package var message: Message {
    switch self {
    case .unknownColumn(let name): Message(zh: "表头“\(name)”不是已声明的字段", en: "unknown column \(name)")
    case .missingColumn(let name): Message(zh: "缺少“\(name)”列", en: "the column \(name) is missing")
    case .duplicateColumn(let name): Message(zh: "“\(name)”出现两次", en: "the column \(name) occurs twice")
    }
  }
}
