import Dispatch
import Foundation
import Synchronization

/// Bytes of standard input, read by a thread of its own so that one can tell whether more is waiting.
final class Inbox: Sendable {
  private struct Contents {
    var data = Data()
    var isClosed = false
  }

  private let contents = Mutex(Contents())
  private let arrived = DispatchSemaphore(value: 0)

  init() {
    Thread.detachNewThread { [self] in
      while true {
        let data = FileHandle.standardInput.availableData
        contents.withLock {
          $0.data.append(data)
          if data.isEmpty { $0.isClosed = true }
        }
        arrived.signal()
        if data.isEmpty { return }
      }
    }
  }

  /// What has arrived since the last call; waits for something where asked to. `nil` at the end of input.
  func take(waiting: Bool) -> Data? {
    while true {
      let (data, isClosed) = contents.withLock {
        let taken = $0.data
        $0.data = Data()
        return (taken, $0.isClosed)
      }
      if !data.isEmpty { return data }
      if isClosed { return nil }
      if !waiting { return Data() }
      arrived.wait()
    }
  }
}
