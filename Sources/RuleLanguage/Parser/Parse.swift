import Dispatch
import Synchronization

/// Parses each file on its own; ranges carry the file's index. Never fails: what could not be read is
/// reported and left out of the tree. Diagnostics are in the order of the text.
public func parse(_ files: [SourceFile]) -> (files: [FileSyntax], diagnostics: [Diagnostic]) {
  let parsed = Mutex([(file: FileSyntax, diagnostics: [Diagnostic])?](repeating: nil, count: files.count))
  DispatchQueue.concurrentPerform(iterations: files.count) { index in
    let result = parse(files[index], index: index)
    parsed.withLock { $0[index] = result }
  }
  let inOrder = parsed.withLock { $0.compactMap(\.self) }
  return (inOrder.map(\.file), inOrder.flatMap(\.diagnostics))
}

/// Parses one file; `index` becomes the `file` of every range.
public func parse(_ file: SourceFile, index: Int = 0) -> (file: FileSyntax, diagnostics: [Diagnostic]) {
  var parser = Parser(file, file: index)
  let declarations = parser.declarations()
  let ordered = parser.diagnostics.enumerated().sorted {
    ($0.element.range.lower, $0.offset) < ($1.element.range.lower, $1.offset)
  }
  return (FileSyntax(file: index, declarations: declarations), ordered.map(\.element))
}
