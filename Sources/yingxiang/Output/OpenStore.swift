import ArgumentParser
import RuleLanguage
import Store

/// The store of a command; failures become a clear message and exit code 3.
struct OpenStore {
  let file: StoreFile
  private let language: Language

  init(path: String, _ language: Language) throws {
    self.language = language
    do {
      file = try StoreFile(path: path)
    } catch let error as StoreError {
      Terminal.printError(error.message.text(language))
      throw Exit.outside
    }
  }

  /// Prints why and gives what to throw.
  func failed(_ error: StoreError) -> ExitCode {
    Terminal.printError(error.message.text(language))
    return Exit.outside
  }
}
