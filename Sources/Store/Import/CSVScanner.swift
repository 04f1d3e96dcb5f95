/// One line of a CSV file, taken apart.
package struct CSVRecord {
  package enum Problem: Hashable {
    /// A quote inside an unquoted cell, or text after a closing quote.
    case brokenQuote
    case nulByte
  }

  /// The cells' bytes one after the other, without quotes.
  package var bytes: [UInt8] = []
  /// Where each cell ends in `bytes`.
  package var ends: [Int] = []
  /// Line of the file on which the record begins, from 1.
  package var line = 0
  package var problem: Problem?
  /// Cell of the problem, from 1.
  package var problemColumn = 0

  package init() {}

  package var count: Int { ends.count }
  package func range(_ cell: Int) -> Range<Int> { (cell == 0 ? 0 : ends[cell - 1])..<ends[cell] }
  package func text(_ cell: Int) -> String { String(decoding: bytes[range(cell)], as: UTF8.self) }
}

/// RFC 4180: quoted cells, doubled quotes, line ends LF, CRLF or CR, line ends inside quotes. Empty lines
/// are skipped. Memory is bounded by the longest line.
package struct CSVScanner {
  package static let longestLine = 8 << 20

  private let source: TextSource
  private var window: [UInt8] = []
  private var position = 0
  private var isSourceAtEnd = false
  private var nextLine = 1
  private var lastRaw = 0..<0

  package init(_ source: TextSource) { self.source = source }

  /// The last record as it stands in the file, without its line end.
  package var rawText: String { String(decoding: window[lastRaw], as: UTF8.self) }

  /// Reads the next record; false at the end of the file.
  package mutating func next(_ record: inout CSVRecord) throws -> Bool {
    while true {
      let outcome = unsafe window.withUnsafeBufferPointer {
        unsafe Self.scan($0, from: position, isAtEnd: isSourceAtEnd, into: &record)
      }
      if outcome.isComplete {
        record.line = nextLine
        lastRaw = position..<outcome.contentEnd
        nextLine += outcome.lineEnds
        position = outcome.end
        if record.count == 1, record.ends[0] == 0, lastRaw.isEmpty { continue }
        return true
      }
      if isSourceAtEnd {
        guard outcome.isInsideQuotes else { return false }
        throw ImportError(file: source.path, line: nextLine, problem: .unclosedQuote)
      }
      if window.count - position > Self.longestLine {
        throw ImportError(
          file: source.path, line: nextLine,
          problem: outcome.isInsideQuotes ? .unclosedQuote : .lineTooLong)
      }
      window.removeFirst(position)
      position = 0
      isSourceAtEnd = try !source.read(into: &window)
    }
  }

  private struct Outcome {
    var isComplete = false
    var isInsideQuotes = false
    /// Past the last cell, and past the line end.
    var contentEnd = 0
    var end = 0
    var lineEnds = 0
  }

  private static func scan(
    _ window: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool, into record: inout CSVRecord
  ) -> Outcome {
    record.bytes.removeAll(keepingCapacity: true)
    record.ends.removeAll(keepingCapacity: true)
    record.problem = nil
    var outcome = Outcome()
    guard start < window.count else { return outcome }
    var index = start
    while true {
      if unsafe index < window.count && window[index] == Byte.quote {
        unsafe quotedCell(window, &index, into: &record, &outcome)
        if outcome.isInsideQuotes { return outcome }
      }
      let cellStart = index
      while index < window.count {
        let byte = unsafe window[index]
        // Nearly every byte is above the comma, and needs no further look.
        if byte <= Byte.comma {
          if byte == Byte.comma || byte == Byte.lineFeed || byte == Byte.carriageReturn { break }
          if byte == Byte.quote { record.note(.brokenQuote) }
          if byte == 0 { record.note(.nulByte) }
        }
        index += 1
      }
      if index > cellStart {
        // Text after a closing quote.
        if unsafe cellStart > start && window[cellStart - 1] == Byte.quote { record.note(.brokenQuote) }
        unsafe record.bytes.append(contentsOf: window[cellStart..<index])
      }
      guard index < window.count else {
        guard isAtEnd else { return outcome }
        record.ends.append(record.bytes.count)
        outcome.isComplete = true
        (outcome.contentEnd, outcome.end) = (index, index)
        return outcome
      }
      record.ends.append(record.bytes.count)
      let byte = unsafe window[index]
      index += 1
      if byte == Byte.comma { continue }
      outcome.contentEnd = index - 1
      if byte == Byte.carriageReturn {
        // Whether a line feed follows must be seen before the record is done.
        if index == window.count && !isAtEnd { return outcome }
        if unsafe index < window.count && window[index] == Byte.lineFeed { index += 1 }
      }
      outcome.lineEnds += 1
      outcome.end = index
      outcome.isComplete = true
      return outcome
    }
  }

  /// From an opening quote to past the closing one.
  private static func quotedCell(
    _ window: UnsafeBufferPointer<UInt8>, _ index: inout Int, into record: inout CSVRecord,
    _ outcome: inout Outcome
  ) {
    index += 1
    var pieceStart = index
    while index < window.count {
      let byte = unsafe window[index]
      if byte == Byte.quote {
        unsafe record.bytes.append(contentsOf: window[pieceStart..<index])
        if unsafe index + 1 < window.count && window[index + 1] == Byte.quote {
          record.bytes.append(Byte.quote)
          index += 2
          pieceStart = index
          continue
        }
        index += 1
        return
      }
      if byte == Byte.lineFeed {
        outcome.lineEnds += 1
      } else if byte == 0 {
        record.note(.nulByte)
      }
      index += 1
    }
    outcome.isInsideQuotes = true
  }
}

extension CSVRecord {
  fileprivate mutating func note(_ problem: Problem) {
    if self.problem == nil {
      self.problem = problem
      problemColumn = count + 1
    }
  }
}

package enum Byte {
  package static let quote = UInt8(ascii: "\"")
  package static let comma = UInt8(ascii: ",")
  package static let lineFeed = UInt8(ascii: "\n")
  package static let carriageReturn = UInt8(ascii: "\r")
}
