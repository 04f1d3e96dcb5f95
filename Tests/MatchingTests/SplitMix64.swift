#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A seeded generator, so that every failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func one<T>(of choices: [T]) -> T { choices[below(choices.count)] }
}

/// The seed of a test run: `YINGXIANG_SEED`, or a fixed one.
enum Seed {
  static let value: UInt64 = {
    if let text = unsafe getenv("YINGXIANG_SEED"), let seed = unsafe UInt64(String(cString: text)) {
      return seed
    }
    return 20_260_331
  }()

  /// How many (rule, record) pairs the differential test compares: `YINGXIANG_PAIRS`, or 100,000.
  static let pairs: Int = {
    if let text = unsafe getenv("YINGXIANG_PAIRS"), let pairs = unsafe Int(String(cString: text)) {
      return max(100_000, pairs)
    }
    return 100_000
  }()
}
