/// A small generator whose numbers are the same on every machine and in every version of Swift.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// One that does not depend on how many numbers were drawn before: the n-th of a stream.
  init(seed: UInt64, stream: UInt64) {
    var mixer = SplitMix64(seed: seed ^ (stream &* 0xD134_2543_DE82_EF95))
    state = mixer.next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 to `bound` − 1.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a draw from nothing")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `share` of a thousand draws.
  mutating func chance(_ share: Int) -> Bool { below(1000) < share }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  /// An index, drawn by weight.
  mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }
}
