/// Lines of RFC 4180 text: LF line ends, cells quoted only where they must be.
public enum CSVText {
  public static func lines(_ rows: [[String]]) -> String {
    var text = ""
    for row in rows { append(row, to: &text) }
    return text
  }

  public static func append(_ row: [String], to text: inout String) {
    for (index, cell) in row.enumerated() {
      if index > 0 { text += "," }
      if cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) {
        text += "\"" + cell.replacing("\"", with: "\"\"") + "\""
      } else {
        text += cell
      }
    }
    text += "\n"
  }
}
