import Foundation
import RuleLanguage
import Store

/// The rule folder with the unsaved texts of an editor over what is on disk.
struct EditorFolder {
  struct Document {
    /// As the editor writes it.
    let uri: String
    var version: Int?
    var text: String
  }

  /// As given on the command line: files are shown and named by it.
  private let root: String
  /// Where it is, with and without links followed.
  private let places: [String]
  private var rules: [String: String] = [:]
  private var tables: [String: String] = [:]
  private(set) var documents: [String: Document] = [:]
  private var parsed: ParsedFolder?

  init(path: String) throws(RuleFolder.ReadError) {
    root = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    let url = URL(fileURLWithPath: root).standardizedFileURL
    places = [url.path, url.resolvingSymlinksInPath().path]
    try reload()
  }

  /// Reads the disk again. A folder without rule files is a folder in which none has been saved yet.
  mutating func reload() throws(RuleFolder.ReadError) {
    do {
      let folder = try RuleFolder(path: root)
      rules = Dictionary(folder.files.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
      tables = folder.attachments
    } catch .noRules {
      (rules, tables) = ([:], [:])
    }
  }

  // MARK: Addresses

  /// The file of the folder that an address stands for; `nil` outside of it.
  func path(ofURI uri: String) -> String? {
    guard let url = URL(string: uri), url.isFileURL else { return nil }
    let file = url.standardizedFileURL
    for place in [file.path, file.resolvingSymlinksInPath().path] {
      for folder in places where place.hasPrefix(folder + "/") {
        let path = root + place.dropFirst(folder.count)
        return path.hasSuffix(".rule") || path.hasSuffix(".csv") ? path : nil
      }
    }
    return nil
  }

  func uri(ofPath path: String) -> String {
    if let document = documents[path] { return document.uri }
    return URL(fileURLWithPath: places[0] + path.dropFirst(root.count)).absoluteString
  }

  // MARK: Documents

  mutating func open(_ path: String, _ document: Document) { documents[path] = document }
  mutating func close(_ path: String) { documents[path] = nil }

  /// Changes in their order, each over the text that the one before it left.
  mutating func change(_ path: String, version: Int?, _ changes: [JSONValue]) throws(RequestError) {
    guard var document = documents[path] else {
      throw RequestError(.invalidParams, "\(path) is not open")
    }
    for change in changes {
      guard let text = change["text"]?.string else {
        throw RequestError(.invalidParams, "a change has a text")
      }
      guard let range = change["range"], range != .null else {
        document.text = text
        continue
      }
      guard let start = range["start"].flatMap(TextPosition.init),
        let end = range["end"].flatMap(TextPosition.init)
      else { throw RequestError(.invalidParams, "a range has two positions") }
      let positions = TextPositions(document.text)
      let (lower, upper) = (positions.offset(at: start), positions.offset(at: end))
      let span = SourceRange(file: 0, lower: lower, upper: max(lower, upper))
      document.text = applying([TextChange(range: span, replacement: text)], to: document.text)
    }
    document.version = version ?? document.version
    documents[path] = document
  }

  // MARK: Contents

  /// As ``RuleFolder`` orders them.
  mutating func current() -> ParsedFolder {
    var texts = rules
    var attachments = tables
    for (path, document) in documents {
      if path.hasSuffix(".rule") { texts[path] = document.text } else { attachments[path] = document.text }
    }
    let files = texts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
      SourceFile(path: $0.key, text: $0.value)
    }
    let folder = ParsedFolder(files: files, attachments: attachments, reusing: parsed)
    parsed = folder
    return folder
  }

  /// An editor hides a byte-order mark of the file that it shows; what it sends is what it shows.
  func positions(of file: SourceFile) -> TextPositions {
    TextPositions(file.text, hidesMark: documents[file.path] == nil)
  }
}

extension TextPosition {
  init?(_ json: JSONValue) {
    guard let line = json["line"]?.int, let character = json["character"]?.int else { return nil }
    self.init(line: line, character: character)
  }

  var json: JSONValue { ["line": .int(line), "character": .int(character)] }
}
