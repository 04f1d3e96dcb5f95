extension Unicode.Scalar {
  /// Full-width letters, digits and punctuation as their half-width forms.
  package var halfWidth: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3001: ","
    case 0x2212: "-"
    default: self
    }
  }

  package var isHan: Bool {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0x3007: true
    default: false
    }
  }

  /// Blank on a line, including the ideographic space and a byte-order mark.
  package var isBlank: Bool {
    switch value {
    case 0x20, 0x09, 0x0B, 0x0C, 0xA0, 0x3000, 0xFEFF, 0x2000...0x200B: true
    default: false
    }
  }

  package var isNewline: Bool { value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 }

  package var isDigit: Bool { ("0"..."9").contains(halfWidth) }

  package var startsIdentifier: Bool {
    let h = halfWidth
    return ("a"..."z").contains(h) || ("A"..."Z").contains(h) || h == "_"
  }

  package var continuesIdentifier: Bool { startsIdentifier || isDigit }

  package var isHanNumeral: Bool {
    switch self {
    case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "零", "〇": true
    default: false
    }
  }

  /// Columns that it takes in a fixed-width font: East Asian wide and full-width characters take two.
  package var columns: Int {
    switch value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xFEFF: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
