import Glibc

/// GB18030 to UTF-8 by the C library.
@safe package final class GB18030Decoder {
  private let converter: iconv_t

  /// `nil` where the system has no such converter.
  package init?() {
    guard let opened = unsafe iconv_open("UTF-8", "GB18030"), Int(bitPattern: opened) != -1
    else { return nil }
    unsafe converter = opened
  }

  deinit { _ = unsafe iconv_close(converter) }

  /// Appends the text of `bytes`; an unfinished character at the end is left for the next call.
  ///
  /// - Returns: how many bytes were used, and whether the next one cannot be GB18030.
  package func decode(_ bytes: [UInt8], into text: inout [UInt8]) -> (consumed: Int, isInvalid: Bool) {
    var source = bytes
    var consumed = 0
    // A character of two bytes becomes three, one of four becomes at most four.
    let start = text.count
    text.append(contentsOf: repeatElement(0, count: bytes.count * 2 + 16))
    var written = start
    var isInvalid = false
    unsafe source.withUnsafeMutableBytes { input in
      unsafe text.withUnsafeMutableBytes { output in
        var from = unsafe input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var fromCount = input.count
        var to = unsafe output.baseAddress.map {
          unsafe ($0 + start).assumingMemoryBound(to: CChar.self)
        }
        var toCount = output.count - start
        let result = unsafe iconv(converter, &from, &fromCount, &to, &toCount)
        isInvalid = result == Int(bitPattern: UInt.max) && errno == EILSEQ
        consumed = input.count - fromCount
        written = output.count - toCount
      }
    }
    text.removeLast(text.count - written)
    return (consumed, isInvalid)
  }
}
