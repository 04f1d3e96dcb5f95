import RuleLanguage
import Testing

struct TextPositionTests {
  private func roundTrip(_ text: String, hidesMark: Bool = false) {
    let positions = TextPositions(text, hidesMark: hidesMark)
    var offset = 0
    for scalar in text.unicodeScalars {
      let place = positions.position(at: offset)
      let isHidden = hidesMark && offset == 0 && scalar == "\u{FEFF}"
      // The LF of a CRLF is behind the end of its line.
      let isSecond = scalar == "\n" && offset > 0 && Array(text.utf8)[offset - 1] == 0x0D
      if !isHidden, !isSecond {
        #expect(positions.offset(at: place) == offset, "\(offset) of \(text.debugDescription)")
      }
      offset += UTF8.width(scalar)
    }
    #expect(positions.offset(at: positions.position(at: offset)) == offset)
  }

  /// 𠮷 is four bytes and two units; 漳 three bytes and one unit.
  @Test func unitsOfUTF16() {
    let positions = TextPositions("a漳𠮷b\n𠮷x")
    #expect(positions.position(at: 0) == TextPosition(line: 0, character: 0))
    #expect(positions.position(at: 1) == TextPosition(line: 0, character: 1))
    #expect(positions.position(at: 4) == TextPosition(line: 0, character: 2))
    #expect(positions.position(at: 8) == TextPosition(line: 0, character: 4))
    #expect(positions.position(at: 9) == TextPosition(line: 0, character: 5))
    #expect(positions.position(at: 10) == TextPosition(line: 1, character: 0))
    #expect(positions.position(at: 14) == TextPosition(line: 1, character: 2))
    #expect(positions.end == TextPosition(line: 1, character: 3))
    // Between the two units, and inside the bytes.
    #expect(positions.offset(at: TextPosition(line: 0, character: 3)) == 4)
    #expect(positions.position(at: 6) == TextPosition(line: 0, character: 2))
  }

  @Test func endsOfLines() {
    let positions = TextPositions("甲\r\n乙\r丙\n")
    #expect(positions.position(at: 5) == TextPosition(line: 1, character: 0))
    #expect(positions.position(at: 9) == TextPosition(line: 2, character: 0))
    #expect(positions.position(at: 13) == TextPosition(line: 3, character: 0))
    // Behind the end of a line is its end, not its line feed; behind the last line the end of the text.
    #expect(positions.offset(at: TextPosition(line: 0, character: 99)) == 3)
    #expect(positions.offset(at: TextPosition(line: 1, character: 99)) == 8)
    #expect(positions.offset(at: TextPosition(line: 99, character: 0)) == 13)
    #expect(positions.offset(at: TextPosition(line: -1, character: 0)) == 0)
    #expect(positions.offset(at: TextPosition(line: 0, character: -1)) == 0)
  }

  @Test func byteOrderMark() {
    let hidden = TextPositions("\u{FEFF}甲乙", hidesMark: true)
    #expect(hidden.position(at: 3) == TextPosition(line: 0, character: 0))
    #expect(hidden.position(at: 6) == TextPosition(line: 0, character: 1))
    #expect(hidden.position(at: 0) == TextPosition(line: 0, character: 0))
    #expect(hidden.offset(at: TextPosition(line: 0, character: 1)) == 6)
    let shown = TextPositions("\u{FEFF}甲乙")
    #expect(shown.position(at: 3) == TextPosition(line: 0, character: 1))
  }

  @Test func thereAndBack() {
    for text in ["", "\n", "\r\n\r\n", "a\r", "𠮷\u{0301}\r\n漳州市\n\n𝒳", "\u{FEFF}甲\n", "🀄️，“x”"] {
      roundTrip(text)
    }
    roundTrip("\u{FEFF}甲\r\n乙", hidesMark: true)
  }
}
