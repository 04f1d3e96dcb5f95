import Dispatch
import Foundation

/// Standard output and error, written whole.
enum Terminal {
  static var errorIsTerminal: Bool { isatty(2) == 1 }

  static func print(_ text: String) { write(text + "\n", to: .standardOutput) }
  static func printError(_ text: String) { write(text + "\n", to: .standardError) }

  /// Overwrites the last line of a terminal.
  static func printStatus(_ text: String) { write("\r\u{1B}[2K" + text, to: .standardError) }

  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

/// Progress of long work: on a terminal only, redrawn at most ten times a second.
final class ProgressLine {
  private let label: String
  private var last = DispatchTime(uptimeNanoseconds: 0)

  init(_ label: String) { self.label = label }

  func show(done: Int, total: Int, detail: String = "") {
    guard Terminal.errorIsTerminal else { return }
    let now = DispatchTime.now()
    guard now.uptimeNanoseconds - last.uptimeNanoseconds > 100_000_000 || done >= total else { return }
    last = now
    let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let filled = Int(share * 30)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Terminal.printStatus("\(label) \(bar) \(Int(share * 100))% \(detail)")
    if done >= total { Terminal.printStatus("") }
  }
}
