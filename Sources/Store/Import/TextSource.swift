import Glibc

/// How the bytes of an imported file become text.
public enum TextEncoding: String, Sendable {
  /// By byte-order mark, else by the first bytes that are not ASCII.
  case automatic
  case utf8
  case gb18030
}

/// Reads a file piece by piece as UTF-8, whatever its encoding, and checks every byte.
@safe package final class TextSource {
  package let path: String
  package let byteCount: Int64
  package private(set) var bytesRead: Int64 = 0
  private let descriptor: Int32
  private let pieceSize: Int
  private var encoding: TextEncoding
  private var decoder: GB18030Decoder?
  /// Bytes that were read and not yet handed on: an unfinished character, or the look-ahead.
  private var pending: [UInt8] = []
  private var isAtStart = true
  private var isAtEnd = false

  package init(path: String, encoding: TextEncoding, pieceSize: Int = 1 << 20) throws {
    self.path = path
    self.encoding = encoding
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0 else {
      throw ImportError(file: path, problem: .cannotRead(Self.lastError))
    }
    byteCount = Int64(status.st_size)
    // One byte more than a small file has, so that its end is seen at once.
    self.pieceSize = byteCount > 0 ? min(pieceSize, Int(byteCount) + 1) : pieceSize
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static var lastError: String { unsafe String(cString: strerror(errno)) }

  /// Appends the next piece of text; false at the end of the file.
  package func read(into text: inout [UInt8]) throws -> Bool {
    if isAtEnd { return false }
    try fill()
    if isAtStart {
      try skipMark()
      isAtStart = false
    }
    if encoding == .automatic { encoding = detected() }
    switch encoding {
    case .gb18030: try decode(into: &text)
    case .utf8: try validate(into: &text)
    // Nothing but ASCII so far: hand it on and decide later.
    case .automatic:
      text.append(contentsOf: pending)
      pending.removeAll(keepingCapacity: true)
    }
    return true
  }

  private func fill() throws {
    var failure: Int32 = 0
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: pieceSize) { buffer, filled in
      while filled < pieceSize {
        let count = unsafe Glibc.read(descriptor, buffer.baseAddress! + filled, pieceSize - filled)
        if count > 0 {
          filled += count
        } else if count == 0 {
          isAtEnd = true
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else {
      throw ImportError(file: path, problem: .cannotRead(unsafe String(cString: strerror(failure))))
    }
    pending.append(contentsOf: piece)
    bytesRead += Int64(piece.count)
  }

  private func skipMark() throws {
    if pending.starts(with: [0xEF, 0xBB, 0xBF]) {
      pending.removeFirst(3)
      encoding = .utf8
    } else if pending.starts(with: [0xFF, 0xFE]) || pending.starts(with: [0xFE, 0xFF]) {
      throw ImportError(file: path, line: 1, problem: .unsupportedEncoding("UTF-16"))
    } else if pending.starts(with: [0x84, 0x31, 0x95, 0x33]) {
      pending.removeFirst(4)
      encoding = .gb18030
    }
  }

  /// By the first line that is not ASCII where the file begins with one, for that is the header; else by
  /// the whole piece. Chinese in UTF-8 has characters of three bytes; two-byte characters alone are more
  /// likely GB18030 that happens to look like UTF-8.
  private func detected() -> TextEncoding {
    func isForeign(_ bytes: some Sequence<UInt8>) -> Bool { bytes.contains { $0 >= 0x80 } }
    guard isForeign(pending) else { return .automatic }
    var sample = isAtEnd ? pending.count : completeCount(pending)
    if let line = pending.firstIndex(of: UInt8(ascii: "\n")), isForeign(pending[..<line]) {
      sample = line
    }
    guard (try? UTF8Span(validating: pending.span.extracting(0..<sample))) != nil else { return .gb18030 }
    return pending[..<sample].contains { $0 >= 0xE0 } ? .utf8 : .gb18030
  }

  /// Bytes up to the last character boundary.
  private func completeCount(_ bytes: [UInt8]) -> Int {
    var start = bytes.count
    while start > 0, bytes.count - start < 3, bytes[start - 1] & 0xC0 == 0x80 { start -= 1 }
    guard start > 0 else { return bytes.count }
    let lead = bytes[start - 1]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    return bytes.count - (start - 1) < length ? start - 1 : bytes.count
  }

  private func validate(into text: inout [UInt8]) throws {
    let whole = isAtEnd ? pending.count : completeCount(pending)
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: pending.span.extracting(0..<whole))
    } catch {
      let offset = bytesRead - Int64(pending.count - error.byteOffsets.lowerBound)
      throw ImportError(file: path, problem: .invalidByte(offset: offset, encoding: "UTF-8"))
    }
    text.append(contentsOf: pending[..<whole])
    pending.removeFirst(whole)
  }

  private func decode(into text: inout [UInt8]) throws {
    let decoder: GB18030Decoder
    if let existing = self.decoder {
      decoder = existing
    } else {
      guard let created = GB18030Decoder() else {
        throw ImportError(file: path, problem: .noConverter("GB18030"))
      }
      decoder = created
      self.decoder = created
    }
    let (consumed, isInvalid) = decoder.decode(pending, into: &text)
    if isInvalid || (isAtEnd && consumed < pending.count) {
      let offset = bytesRead - Int64(pending.count - consumed)
      throw ImportError(file: path, problem: .invalidByte(offset: offset, encoding: "GB18030"))
    }
    pending.removeFirst(consumed)
  }
}
