import Dispatch
import RuleLanguage

/// One program on one day: what is the same for all records, the plans of the conditions, and the
/// nodes that were evaluated for a whole table because others reach them through references.
struct Run: Sendable {
  /// All records of a table for one node.
  enum Tabulated: Sendable {
    case truths(TruthBitmap)
    case scalars([Scalar])
  }

  static let blockSize = 4096
  static let blocksPerMorsel = 16

  let snapshot: Snapshot
  let at: JudgedAt
  /// Values of the uniform nodes.
  private(set) var uniform: [Scalar?]
  private(set) var plans: [AtomPlan?] = []
  private(set) var tabulated: [NodeID: Tabulated] = [:]

  /// By node: how many hops lie between it and a root at most; below 0 where no root uses it.
  private let depth: [Int]

  /// For evaluating `roots`, and what they use.
  init(_ snapshot: Snapshot, at: JudgedAt, roots: [NodeID]) {
    self.snapshot = snapshot
    self.at = at
    let nodes = snapshot.program.nodes
    var depth = [Int](repeating: -1, count: nodes.count)
    for root in roots { depth[root] = 0 }
    for id in nodes.indices.reversed() where depth[id] >= 0 {
      let isHop = if case .hop = nodes[id].operation { true } else { false }
      for operand in snapshot.program.operands[id] {
        depth[operand] = max(depth[operand], depth[id] + (isHop ? 1 : 0))
      }
    }
    self.depth = depth
    uniform = Array(repeating: nil, count: nodes.count)
    let block = Block(run: self, uniformCount: 1)
    for (id, node) in nodes.enumerated() where depth[id] >= 0 && node.isUniform {
      uniform[id] = block.cells(id)[0]
    }
    let planner = AtomPlanner(snapshot: snapshot, uniform: uniform)
    plans = nodes.indices.map { depth[$0] < 0 || nodes[$0].isUniform ? nil : planner.plan($0) }
  }

  /// Evaluates for their whole tables the queries that the roots reach through references, innermost
  /// first, so that a record to which many others point is asked once.
  mutating func tabulate(sharing base: Run? = nil) {
    let nodes = snapshot.program.nodes
    var wanted: [NodeID] = []
    for id in nodes.indices where depth[id] >= 0 {
      guard case .hop(_, let inner, _) = nodes[id].operation else { continue }
      if snapshot.program.readsRelation[inner], tabulated[inner] == nil { wanted.append(inner) }
    }
    wanted = Set(wanted).sorted { (-depth[$0], nodes[$0].frame, $0) < (-depth[$1], nodes[$1].frame, $1) }
    var start = 0
    while start < wanted.count {
      let first = wanted[start]
      var end = start
      while end < wanted.count, depth[wanted[end]] == depth[first],
        nodes[wanted[end]].frame == nodes[first].frame
      { end += 1 }
      tabulate(wanted[start..<end], over: nodes[first].frame, sharing: base)
      start = end
    }
  }

  private mutating func tabulate(_ group: ArraySlice<NodeID>, over table: TableID, sharing base: Run?) {
    var missing: [NodeID] = []
    for node in group {
      if let base, !snapshot.program.dependsOnDay[node], let ready = base.tabulated[node] {
        tabulated[node] = ready
      } else {
        missing.append(node)
      }
    }
    guard !missing.isEmpty else { return }
    let count = snapshot.dataset.tables[table].count
    let (run, wanted, nodes) = (self, missing, snapshot.program.nodes)
    let parts = Run.overMorsels(of: count) { range -> [Part] in
      var parts = wanted.map { Part(isTruth: Program.isTwoSided($0, nodes)) }
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Run.blockSize) {
        let size = min(Run.blockSize, range.upperBound - start)
        let block = Block(run: run, table: table, start: start, count: size)
        for (index, node) in wanted.enumerated() { parts[index].append(block, node, size) }
      }
      return parts
    }
    for (index, node) in wanted.enumerated() {
      if Program.isTwoSided(node, nodes) {
        var truths = TruthBitmap(count: count, .unknown)
        truths.yes.words = parts.flatMap { $0[index].yes }
        truths.known.words = parts.flatMap { $0[index].known }
        tabulated[node] = .truths(truths)
      } else {
        tabulated[node] = .scalars(parts.flatMap { $0[index].scalars })
      }
    }
  }

  /// One node over one morsel.
  private struct Part: Sendable {
    let isTruth: Bool
    var yes: [UInt64] = []
    var known: [UInt64] = []
    var scalars: [Scalar] = []
    init(isTruth: Bool) { self.isTruth = isTruth }

    mutating func append(_ block: Block, _ node: NodeID, _ size: Int) {
      if isTruth {
        let truths = block.truths(node).masked(size)
        yes += truths.yes
        known += truths.known
      } else {
        let cells = block.cells(node)
        scalars += (0..<size).map { cells[$0] }
      }
    }
  }

  /// Calls `body` for consecutive ranges of records on all processors; results are in order.
  static func overMorsels<T: Sendable>(of count: Int, _ body: @Sendable (Range<Int>) -> T) -> [T] {
    let size = blockSize * blocksPerMorsel
    let morsels = (count + size - 1) / size
    if morsels <= 1 { return (0..<morsels).map { _ in body(0..<count) } }
    return unsafe [T](unsafeUninitializedCapacity: morsels) { slots, written in
      nonisolated(unsafe) let slots = unsafe slots
      DispatchQueue.concurrentPerform(iterations: morsels) { index in
        let value = body(index * size..<min(count, (index + 1) * size))
        unsafe slots.initializeElement(at: index, to: value)
      }
      written = morsels
    }
  }
}
