import Matching
import RuleLanguage
import Testing

@Suite struct KernelTests {
  private func bits(_ words: [UInt64], _ count: Int) -> [Bool] {
    (0..<count).map { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
  }

  private func tailIsClear(_ words: [UInt64], _ count: Int) -> Bool {
    words.count == (count + 63) / 64
      && (count & 63 == 0 || words[count >> 6] >> UInt64(count & 63) == 0)
  }

  @Test(arguments: 0...200) func insideSelectsWhatLiesBetweenTheBounds(count: Int) {
    var random = SplitMix64(seed: Seed.value &+ UInt64(count))
    let start = random.below(70)
    let pool: [Int64] = [.min, -5, -1, 0, 1, 7, 8, 9, .max, Int64(Int32.min), Int64(Int32.max)]
    let wide = (0..<start + count + 3).map { _ in random.one(of: pool) }
    let narrow = wide.map { Int32(clamping: $0) }
    let bounds: [Int64] = pool + [Int64(Int32.min) - 1, Int64(Int32.max) + 1]
    for lower in bounds {
      for upper in bounds {
        let a = Kernels.inside(wide, from: start, count: count, lower: lower, upper: upper)
        let b = Kernels.inside(narrow, from: start, count: count, lower: lower, upper: upper)
        #expect(tailIsClear(a, count) && tailIsClear(b, count))
        let expectedWide = wide[start..<start + count].map { lower <= $0 && $0 <= upper }
        let expectedNarrow = narrow[start..<start + count].map { lower <= $0 && Int64($0) <= upper }
        #expect(bits(a, count) == expectedWide, "\(lower)...\(upper)")
        #expect(bits(b, count) == expectedNarrow, "\(lower)...\(upper)")
      }
    }
  }

  @Test(arguments: 0...200) func memberLooksUpTheSet(count: Int) {
    var random = SplitMix64(seed: Seed.value &+ UInt64(count))
    let start = random.below(70)
    let values = (0..<start + count).map { _ in Int32(random.below(12) - 2) }
    let set = (0..<8).map { _ in random.chance(50) }
    let words = Kernels.member(values, from: start, count: count, of: set)
    #expect(tailIsClear(words, count))
    let expected = values[start...].map { set.indices.contains(Int($0)) && set[Int($0)] }
    #expect(bits(words, count) == expected)
  }

  @Test(arguments: 0...200) func rangesOfBitsCount(count: Int) {
    var random = SplitMix64(seed: Seed.value &+ UInt64(count))
    let words = (0..<(count + 63) / 64).map { _ in random.next() & random.next() & random.next() }
    for _ in 0..<50 {
      let lower = random.below(count + 1)
      let range = lower..<lower + random.below(count - lower + 1)
      let expected = bits(words, count)[range].count { $0 }
      #expect(Kernels.population(words, in: range) == expected)
      #expect(Kernels.hasBit(words, in: range) == (expected > 0))
    }
  }

  @Test(arguments: 0...200) func connectivesAreKleene(count: Int) {
    var random = SplitMix64(seed: Seed.value &+ UInt64(count))
    let a = (0..<count).map { _ in random.one(of: Truth.allCases) }
    let b = (0..<count).map { _ in random.one(of: Truth.allCases) }
    let (x, y) = (Truths(count: count) { a[$0] }, Truths(count: count) { b[$0] })
    var (and, or) = (x, x)
    and.formAnd(y)
    or.formOr(y)
    for i in 0..<count {
      #expect(x[i] == a[i] && and[i] == (a[i] && b[i]) && or[i] == (a[i] || b[i]))
      #expect(x.negated[i] == !a[i])
    }
    #expect(x.isAllNo(count) == a.allSatisfy { $0 == .no })
    #expect(x.isAllYes(count) == a.allSatisfy { $0 == .yes })
    let all = Truths(.yes, words: (count + 63) / 64)
    #expect(all.isAllYes(count) && all.negated.isAllNo(count))
    #expect(tailIsClear(all.masked(count).yes, count) && tailIsClear(all.masked(count).known, count))
  }

  @Test(arguments: 0...200) func bitmapsAreSets(count: Int) {
    var random = SplitMix64(seed: Seed.value &+ UInt64(count))
    let a = Set((0..<count).filter { _ in random.chance(40) })
    let b = Set((0..<count).filter { _ in random.chance(40) })
    var (x, y) = (Bitmap(count: count), Bitmap(count: count))
    for i in a { x[i] = true }
    for i in b { y[i] = true }
    #expect(x.members == a.sorted() && x.population == a.count && x.isEmpty == a.isEmpty)
    #expect(x.union(y).members == a.union(b).sorted())
    #expect(x.intersection(y).members == a.intersection(b).sorted())
    #expect(x.subtracting(y).members == a.subtracting(b).sorted())
    #expect(x.complement.members == Set(0..<count).subtracting(a).sorted())
    #expect(x.complement.complement == x && Bitmap(count: count, filled: true).population == count)
    #expect(tailIsClear(x.complement.words, count))
  }
}
