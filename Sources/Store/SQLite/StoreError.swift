import CSQLite
import RuleLanguage

/// Why the store could not do what it was asked: the outside failed, not the rules or the data.
/// The command line ends with exit code 3 on any of these.
public enum StoreError: Error, Hashable, Sendable {
  /// Written by a later release.
  case newerVersion(found: Int, supported: Int)
  /// A SQLite file, but not one of ours.
  case notAStore(path: String)
  /// Another process kept the file locked for longer than the busy timeout.
  case busy
  case diskFull
  case readOnly
  case cannotOpen(path: String)
  case corrupt(String)
  case io(String)
  /// Stopped from outside (Ctrl-C); nothing of the running transaction remains.
  case interrupted
  /// The rule set declares a table differently from what the store holds.
  case schema(SchemaConflict)
  /// Any other SQLite result code.
  case other(code: Int, message: String)

  public var message: Message {
    switch self {
    case .newerVersion(let found, let supported):
      Message(
        zh: "数据库由更新的版本写成（格式 \(found)，本程序支持到 \(supported)），请升级程序",
        en: "the store was written by a newer release (format \(found), this one knows \(supported))")
    case .notAStore(let path):
      Message(zh: "\(path) 不是本程序的数据库", en: "\(path) is not a store of this program")
    case .busy:
      Message(zh: "数据库正被另一个程序占用，请稍后再试", en: "the store is locked by another process")
    case .diskFull: Message(zh: "磁盘空间不足", en: "the disk is full")
    case .readOnly: Message(zh: "数据库文件不可写", en: "the store cannot be written")
    case .cannotOpen(let path): Message(zh: "无法打开 \(path)", en: "cannot open \(path)")
    case .corrupt(let text): Message(zh: "数据库已损坏：\(text)", en: "the store is damaged: \(text)")
    case .io(let text): Message(zh: "读写失败：\(text)", en: "reading or writing failed: \(text)")
    case .interrupted: Message(zh: "已中断，未作任何改动", en: "interrupted, nothing was changed")
    case .schema(let conflict): conflict.message
    case .other(let code, let text):
      Message(zh: "数据库错误 \(code)：\(text)", en: "SQLite error \(code): \(text)")
    }
  }

  package init(code: Int32, message: String, path: String) {
    self =
      switch code & 0xff {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_FULL: .diskFull
      case SQLITE_READONLY: .readOnly
      case SQLITE_CANTOPEN: .cannotOpen(path: path)
      case SQLITE_CORRUPT: .corrupt(message)
      case SQLITE_NOTADB: .notAStore(path: path)
      case SQLITE_IOERR: .io(message)
      case SQLITE_INTERRUPT: .interrupted
      default: .other(code: Int(code), message: message)
      }
  }
}

/// A declaration that the tables of the store contradict.
public struct SchemaConflict: Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// A field, or the table's kind, owner or key, was declared otherwise.
    case changed(Aspect, from: String, to: String)
    /// Two names that SQLite cannot tell apart, or a name that it reserves.
    case unusableName
  }
  public enum Aspect: String, Sendable {
    case kind, owner, key, type
    var chinese: String {
      switch self {
      case .kind: "种类"
      case .owner: "所有者"
      case .key: "键"
      case .type: "类型"
      }
    }
  }
  public let table: String
  /// Empty where the table itself is meant.
  public let field: String
  public let problem: Problem

  public init(table: String, field: String = "", problem: Problem) {
    self.table = table
    self.field = field
    self.problem = problem
  }

  package var message: Message {
    let name = field.isEmpty ? table : "\(table).\(field)"
    return switch problem {
    case .changed(let aspect, let from, let to):
      Message(
        zh: "\(name) 的\(aspect.chinese)由“\(from)”改为“\(to)”，与数据库中已有的表不一致，须换用新的数据库重新导入",
        en:
          "\(name): the \(aspect.rawValue) changed from \(from) to \(to), which the stored table contradicts; "
          + "import into a new store")
    case .unusableName:
      Message(zh: "\(name) 不能用作数据库中的名称", en: "\(name) cannot be a name in the store")
    }
  }
}
