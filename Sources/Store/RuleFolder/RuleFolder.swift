import Crypto
import Foundation
import RuleLanguage

/// A folder of rule files, read once: every `*.rule` below it, and the `*.csv` files that they name.
public struct RuleFolder: Sendable {
  public let files: [SourceFile]
  public let attachments: [String: String]

  public enum ReadError: Error, Sendable {
    case missing(String)
    case noRules(String)
    case notText(String)
    case unreadable(String, reason: String)
  }

  /// `path` is a folder or one rule file. Files come in the order of their paths, so that the same
  /// folder always gives the same rule set.
  public init(path: String) throws(ReadError) {
    let manager = FileManager.default
    guard let attributes = try? manager.attributesOfItem(atPath: path) else { throw .missing(path) }
    let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    let root = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    let names =
      isFolder
      ? (manager.subpaths(atPath: root) ?? []).map { "\(root)/\($0)" } : [root]
    var files: [SourceFile] = []
    var attachments: [String: String] = [:]
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let isRule = name.hasSuffix(".rule")
      guard isRule || name.hasSuffix(".csv") else { continue }
      let text = try Self.text(at: name)
      if isRule {
        files.append(SourceFile(path: name, text: text))
      } else {
        attachments[name] = text
      }
    }
    guard !files.isEmpty else { throw .noRules(path) }
    self.files = files
    self.attachments = attachments
  }

  private static func text(at path: String) throws(ReadError) -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path, reason: error.localizedDescription)
    }
    guard let text = String(bytes: data, encoding: .utf8) else { throw .notText(path) }
    return text
  }

  public func check() -> (ruleSet: RuleSet, diagnostics: [Diagnostic]) {
    Checker.check(files, attachments: attachments)
  }

  /// SHA-256 of the normalised rule set: comments, layout and keyword spelling leave it unchanged;
  /// a changed code list or parameter file does not.
  public var hash: String {
    var hasher = SHA256()
    for file in files {
      hasher.update(data: Data(normalised(file).utf8))
      hasher.update(data: Data([0]))
    }
    for (_, text) in attachments.sorted(by: { $0.key < $1.key }) {
      hasher.update(data: Data(text.utf8))
      hasher.update(data: Data([0]))
    }
    return hasher.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
