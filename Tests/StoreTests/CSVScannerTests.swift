import Testing

import Store

@Suite struct CSVScannerTests {
  private func scan(_ bytes: [UInt8], pieceSize: Int = 1 << 20) throws -> [CSVRecord] {
    let scratch = Scratch()
    let source = try TextSource(
      path: try scratch.write("a.csv", bytes: bytes), encoding: .utf8, pieceSize: pieceSize)
    var scanner = CSVScanner(source)
    var records: [CSVRecord] = []
    var record = CSVRecord()
    while try scanner.next(&record) { records.append(record) }
    return records
  }

  private func cells(_ text: String) throws -> [[String]] {
    try scan(Array(text.utf8)).map { record in (0..<record.count).map(record.text) }
  }

  @Test func plainLines() throws {
    #expect(try cells("a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
    #expect(try cells("a,b\r\n1,2\r\n") == [["a", "b"], ["1", "2"]])
    #expect(try cells("a,b\r1,2") == [["a", "b"], ["1", "2"]])
    #expect(try cells("a,\n,b\n,") == [["a", ""], ["", "b"], ["", ""]])
    #expect(try cells("") == [])
    #expect(try cells("\n\r\n\n") == [])
    #expect(try cells("\n\na\n\n") == [["a"]])
  }

  @Test func quotes() throws {
    #expect(try cells("\"a,b\",\"c\"\"d\"\n") == [["a,b", "c\"d"]])
    #expect(try cells("\"\"\n") == [[""]])
    #expect(try cells("\"a\nb\",\"c\r\nd\"\ne,f") == [["a\nb", "c\r\nd"], ["e", "f"]])
    #expect(try cells("\"\"\"\",\"\"") == [["\"", ""]])
  }

  @Test func lineNumbersCountLinesInsideQuotes() throws {
    let records = try scan(Array("h\n\"a\nb\n\"\n\nc\r\nd".utf8))
    #expect(records.map(\.line) == [1, 2, 6, 7])
  }

  @Test func problemsAreOfOneLine() throws {
    let records = try scan(Array("a,b\"c,d\n\"e\"f,g\nh,i,j\nk,\u{0},l\n\"m\u{0}\",n\n".utf8))
    #expect(records.map(\.problem) == [.brokenQuote, .brokenQuote, nil, .nulByte, .nulByte])
    #expect(records.map(\.problemColumn)[0] == 2)
    #expect(records[1].problemColumn == 1)
    #expect(records[3].problemColumn == 2)
    #expect(records[4].problemColumn == 1)
  }

  @Test func quoteThatNeverCloses() throws {
    let error = #expect(throws: ImportError.self) { try scan(Array("a,b\nc,\"d\ne,f\n".utf8)) }
    #expect(error?.problem == .unclosedQuote)
    #expect(error?.line == 2)
  }

  @Test(arguments: [1, 2, 3, 5, 16, 4096])
  func randomTablesComeBack(pieceSize: Int) throws {
    for seed in UInt64(0)..<30 {
      var random = Random(seed: seed)
      let alphabet = ["a", "7", "，", ",", "\"", "\n", "\r\n", "张", "𠀀", " ", "."]
      let table = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        (0..<Int.random(in: 2...5, using: &random)).map { _ in
          (0..<Int.random(in: 0...6, using: &random)).map { _ in
            alphabet.randomElement(using: &random) ?? ""
          }.joined()
        }
      }
      let ends = ["\n", "\r\n"].randomElement(using: &random) ?? "\n"
      var text = table.map { line in
        line.map { cell in
          let mustQuote = cell.contains { ",\"".contains($0) || $0.isNewline }
          return mustQuote || Bool.random(using: &random)
            ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }.joined(separator: ",")
      }.joined(separator: ends)
      if Bool.random(using: &random) { text += ends }
      let records = try scan(Array(text.utf8), pieceSize: pieceSize)
      #expect(
        records.map { record in (0..<record.count).map(record.text) } == table,
        "seed \(seed), piece \(pieceSize)")
      #expect(records.allSatisfy { $0.problem == nil }, "seed \(seed), piece \(pieceSize)")
    }
  }

  @Test func rawTextIsTheLineAsItStands() throws {
    let scratch = Scratch()
    let path = try scratch.write("a.csv", "x,\"y\"\"\nz\"\r\n1,2\n")
    var scanner = CSVScanner(try TextSource(path: path, encoding: .utf8, pieceSize: 3))
    var record = CSVRecord()
    #expect(try scanner.next(&record))
    #expect(scanner.rawText == "x,\"y\"\"\nz\"")
    #expect(try scanner.next(&record))
    #expect(scanner.rawText == "1,2")
    #expect(try !scanner.next(&record))
  }
}
