import ArgumentParser
import Dispatch
import Foundation
import RuleLanguage
import Store

/// The store of a command; failures become a clear message and exit code 3.
struct OpenStore {
  let file: StoreFile
  private let language: Language
  private let interrupt: any DispatchSourceSignal

  init(path: String, _ language: Language) throws {
    self.language = language
    interrupt = Self.stoppingOnInterrupt(language)
    do {
      file = try StoreFile(path: path)
    } catch let error as StoreError {
      Terminal.printError(error.message.text(language))
      throw Exit.outside
    }
  }

  /// Ctrl-C ends the program at once: what was not committed leaves no trace in the store.
  private static func stoppingOnInterrupt(_ language: Language) -> any DispatchSourceSignal {
    // The default action would end the program before the message.
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      Terminal.printError(StoreError.interrupted.message.text(language))
      _exit(Exit.outside.rawValue)
    }
    source.activate()
    return source
  }

  /// Prints why and gives what to throw.
  func failed(_ error: StoreError) -> ExitCode {
    Terminal.printError(error.message.text(language))
    return Exit.outside
  }
}
