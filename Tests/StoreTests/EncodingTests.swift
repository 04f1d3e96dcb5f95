import Glibc
import Testing

import Store

@Suite struct EncodingTests {
  /// 姓名,备注 / 张三,𠮷 (a character of four bytes) / 一,
  static let gb18030: [UInt8] =
    [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xB1, 0xB8, 0xD7, 0xA2, 0x0A]
    + [0xD5, 0xC5, 0xC8, 0xFD, 0x2C, 0x95, 0x34, 0xB2, 0x35, 0x0A, 0xD2, 0xBB, 0x2C, 0x0A]

  private func read(
    _ bytes: [UInt8], _ encoding: TextEncoding = .automatic, pieceSize: Int = 1 << 20
  ) throws -> String {
    let scratch = Scratch()
    let source = try TextSource(
      path: try scratch.write("a", bytes: bytes), encoding: encoding, pieceSize: pieceSize)
    var text: [UInt8] = []
    while try source.read(into: &text) {}
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: [1, 2, 3, 7, 1 << 20])
  func gb18030IsDecoded(pieceSize: Int) throws {
    #expect(try read(Self.gb18030, .gb18030, pieceSize: pieceSize) == "姓名,备注\n张三,𠮷\n一,\n")
  }

  @Test func encodingIsDetected() throws {
    #expect(try read(Self.gb18030) == "姓名,备注\n张三,𠮷\n一,\n")
    #expect(try read(Array("姓名,备注\n张三,一\n".utf8)) == "姓名,备注\n张三,一\n")
    #expect(try read([0xEF, 0xBB, 0xBF] + Array("姓名\n".utf8)) == "姓名\n")
    #expect(try read(Array("id,name\n1,2\n".utf8)) == "id,name\n1,2\n")
    // 一 in GB18030 is also valid UTF-8, of a letter that no Chinese file has.
    #expect(try read(Array("id\n".utf8) + [0xD2, 0xBB, 0x0A]) == "id\n一\n")
  }

  @Test(arguments: [1, 2, 3, 4, 5, 64])
  func utf8AcrossPieces(pieceSize: Int) throws {
    let text = "姓名,é𠀀x\n张三\n"
    #expect(try read(Array(text.utf8), .utf8, pieceSize: pieceSize) == text)
  }

  @Test(arguments: [1, 4, 1 << 20])
  func badByteIsNamed(pieceSize: Int) throws {
    let bytes = Array("姓名\n张三".utf8) + [0xFF] + Array("\n".utf8)
    let error = #expect(throws: ImportError.self) { try read(bytes, .utf8, pieceSize: pieceSize) }
    #expect(error?.problem == .invalidByte(offset: 13, encoding: "UTF-8"))
  }

  /// The header decides: a UTF-8 file with a broken byte is not taken for GB18030.
  @Test func headerDecides() throws {
    let error = #expect(throws: ImportError.self) {
      try read(Array("姓名\n张三".utf8) + [0xFF, 0x0A])
    }
    #expect(error?.problem == .invalidByte(offset: 13, encoding: "UTF-8"))
  }

  @Test(arguments: [1, 1 << 20])
  func badGB18030ByteIsNamed(pieceSize: Int) throws {
    let bytes: [UInt8] = [0xD0, 0xD5, 0x0A, 0xFF, 0x20]
    let error = #expect(throws: ImportError.self) { try read(bytes, .gb18030, pieceSize: pieceSize) }
    #expect(error?.problem == .invalidByte(offset: 3, encoding: "GB18030"))
  }

  @Test func unfinishedCharacterAtTheEnd() throws {
    #expect(throws: ImportError.self) { try read([0xD0, 0xD5, 0x0A, 0xD0], .gb18030) }
    #expect(throws: ImportError.self) { try read([0xE5, 0xA7, 0x93, 0x0A, 0xE5, 0xA7], .utf8) }
  }

  @Test func utf16IsRefused() throws {
    let error = #expect(throws: ImportError.self) { try read([0xFF, 0xFE, 0x31, 0x00]) }
    #expect(error?.problem == .unsupportedEncoding("UTF-16"))
  }

  @Test func missingFile() {
    #expect(throws: ImportError.self) { try TextSource(path: "/nonexistent/a.csv", encoding: .utf8) }
  }
}
