import RuleLanguage

/// How a cell is read and stored.
package indirect enum CellFormat {
  case truth, money, decimal
  case whole(Unit)
  case day, month, year, period
  case code(CodeIndex)
  case text(TextRule)
  /// Stored as the text of the key that it names.
  case reference(CellFormat)
  /// One of some words, each stored as another one.
  case word([(written: [UInt8], stored: [UInt8])])

  /// What a text field holds, by its name.
  package enum TextRule {
    case plain, identityNumber, creditCode
    /// A key of any kind of subject, in the spelling under which such keys are stored.
    case subjectKey
  }

  package init(_ field: Field, in ruleSet: RuleSet, codes: CodeIndexes) {
    switch field.type {
    case .truth: self = .truth
    case .number(.money): self = .money
    case .number(.none): self = .decimal
    case .number(let unit): self = .whole(unit)
    case .day: self = .day
    case .month: self = .month
    case .year: self = .year
    case .code(let list): self = .code(codes[list])
    case .text: self = .text(TextRule(field))
    case .reference(let id):
      let target = ruleSet.tables[id]
      guard let key = target.key.first else { preconditionFailure("\(target.name) has no key") }
      if case .reference = target.fields[key].type {
        self = .reference(.text(.plain))
      } else {
        self = .reference(CellFormat(target.fields[key], in: ruleSet, codes: codes))
      }
    }
  }
}

extension CellFormat.TextRule {
  package init(_ field: Field) {
    let names = [field.name] + field.aliases
    if names.contains(where: { $0.contains("身份证号") }) {
      self = .identityNumber
    } else if names.contains(where: { $0.contains("统一社会信用代码") }) {
      self = .creditCode
    } else {
      self = .plain
    }
  }
}

extension CellFormat {
  /// Reads one cell into the row. What cannot be read is left unknown.
  ///
  /// Blank is none where the field may be none, else unknown; `无` and `不详` say so in words, unless the
  /// code list has an entry of that name.
  package func read(
    _ cell: Span<UInt8>, isOptional: Bool, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    let text = cell.extracting(trimmedRange(cell))
    if text.isEmpty {
      if isOptional { row.setNone(column) } else { row.setUnknown(column) }
      return nil
    }
    if text.count <= 6, text[0] >= 0xE4, let word = word(text, isOptional: isOptional) {
      switch word {
      case .none: row.setNone(column)
      case .unknown: row.setUnknown(column)
      }
      return nil
    }
    let reason = readValue(text, into: &row, at: column)
    if let reason, !reason.keepsValue {
      row.setUnknown(column)
      return !isOptional && equals(text, Words.none) ? .cannotBeNone : reason
    }
    return reason
  }

  private enum Word { case none, unknown }

  private func word(_ text: Span<UInt8>, isOptional: Bool) -> Word? {
    if case .code(let index) = self, index.ordinal(text) != nil { return nil }
    if isOptional && equals(text, Words.none) { return Word.none }
    return equals(text, Words.unknown) ? .unknown : nil
  }

  private func readValue(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    switch self {
    case .truth: return readTruth(text, into: &row, at: column)
    case .money: return NumberCells.money(text, into: &row, at: column)
    case .decimal: return NumberCells.decimal(text, into: &row, at: column)
    case .whole(let unit): return NumberCells.whole(text, unit: unit, into: &row, at: column)
    case .day: return DateCells.day(text, into: &row, at: column)
    case .month: return DateCells.month(text, into: &row, at: column)
    case .year: return DateCells.year(text, into: &row, at: column)
    case .period: return DateCells.period(text, into: &row, at: column)
    case .code(let index): return index.read(text, into: &row, at: column)
    case .text(let rule): return TextCells.read(text, rule: rule, into: &row, at: column)
    case .reference(let key):
      let reason = key.readValue(text, into: &row, at: column)
      if row.states[column] == .integer {
        let number = row.integers[column]
        row.setText(column) { $0.append(contentsOf: String(number).utf8) }
      }
      return reason
    case .word(let words):
      for (written, stored) in words where equalsFolded(text, written) {
        row.setText(column, stored.span)
        return nil
      }
      return .unknownWord
    }
  }

  private func readTruth(
    _ text: Span<UInt8>, into row: inout RowBuffer, at column: Int
  ) -> QualityFinding.Reason? {
    for word in Words.yes where equalsFolded(text, word) {
      row.set(column, 1)
      return nil
    }
    for word in Words.no where equalsFolded(text, word) {
      row.set(column, 0)
      return nil
    }
    return .notTruth
  }
}

package enum Words {
  package static let none = Array("无".utf8)
  package static let unknown = Array("不详".utf8)
  package static let yes = ["是", "1", "true", "y"].map { Array($0.utf8) }
  package static let no = ["否", "0", "false", "n"].map { Array($0.utf8) }
}

/// The cell without white space at its ends, the Chinese and the unbreakable space included.
package func trimmedRange(_ cell: Span<UInt8>) -> Range<Int> {
  var start = 0
  var end = cell.count
  func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
  while start < end {
    if isSpace(cell[start]) {
      start += 1
    } else if start + 2 < end, cell[start] == 0xE3, cell[start + 1] == 0x80, cell[start + 2] == 0x80 {
      start += 3
    } else if start + 1 < end, cell[start] == 0xC2, cell[start + 1] == 0xA0 {
      start += 2
    } else {
      break
    }
  }
  while end > start {
    if isSpace(cell[end - 1]) {
      end -= 1
    } else if end - start >= 3, cell[end - 1] == 0x80, cell[end - 2] == 0x80, cell[end - 3] == 0xE3 {
      end -= 3
    } else if end - start >= 2, cell[end - 1] == 0xA0, cell[end - 2] == 0xC2 {
      end -= 2
    } else {
      break
    }
  }
  return start..<end
}

package func equals(_ text: Span<UInt8>, _ other: [UInt8]) -> Bool {
  guard text.count == other.count else { return false }
  for index in text.indices where text[index] != other[index] { return false }
  return true
}

/// Equal but for the case of ASCII letters; `lower` is in lower case.
package func equalsFolded(_ text: Span<UInt8>, _ lower: [UInt8]) -> Bool {
  guard text.count == lower.count else { return false }
  for index in text.indices {
    let byte = text[index]
    if (byte >= 65 && byte <= 90 ? byte + 32 : byte) != lower[index] { return false }
  }
  return true
}
