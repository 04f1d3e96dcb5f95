import Matching
import RuleLanguage

/// One member of a 合并 or 互斥 group: an item or a policy, over subjects.
struct GroupMember {
  /// At least one unit is certainly eligible.
  var certain: Bitmap
  /// None is, but one may be.
  var possible: Bitmap
  /// At least one unit is certainly received, or in process.
  var received: Bitmap
  /// None is, but one may be.
  var maybeReceived: Bitmap

  init(subjectCount: Int) {
    certain = Bitmap(count: subjectCount)
    possible = certain
    received = certain
    maybeReceived = certain
  }

  init(outcome: TruthBitmap?, received: TruthBitmap, _ space: UnitSpace) {
    self.init(subjectCount: space.subjectCount)
    if let outcome {
      certain = space.subjects(of: outcome.yes)
      possible = space.subjects(of: outcome.unknown).subtracting(certain)
    }
    self.received = space.subjects(of: received.yes)
    maybeReceived = space.subjects(of: received.unknown).subtracting(self.received)
  }

  /// A policy of which these are the items.
  init(_ items: [GroupMember], subjectCount: Int) {
    self.init(subjectCount: subjectCount)
    for item in items {
      certain.formUnion(item.certain)
      possible.formUnion(item.possible)
      received.formUnion(item.received)
      maybeReceived.formUnion(item.maybeReceived)
    }
    possible.subtract(certain)
    maybeReceived.subtract(received)
  }

  var candidates: Bitmap { certain.union(possible) }

  func outcome(of subject: Int) -> Truth {
    certain[subject] ? .yes : possible[subject] ? .unknown : .no
  }
}

/// ``Rivalry`` of one member, over subjects.
struct RivalryBitmaps {
  var superseded: Bitmap
  var undecided: Bitmap
  /// Another member is received, or in process.
  var received: Bitmap
  var maybeReceived: Bitmap

  init(subjectCount: Int) {
    superseded = Bitmap(count: subjectCount)
    undecided = superseded
    received = superseded
    maybeReceived = superseded
  }

  /// The rivalry of each member of one group. `worth` gives the contenders' amounts for the subjects
  /// that it is handed, and is asked only where amounts decide. `blocks`: what is received of one bars the
  /// rest.
  static func all(
    _ members: [GroupMember], _ contest: Contest, scope: Bitmap, blocks: Bool = true,
    worth: (_ member: Int, _ subjects: [Int]) -> [Amount]
  ) -> [RivalryBitmaps] {
    var results = members.map { _ in RivalryBitmaps(subjectCount: scope.count) }
    var once = Bitmap(count: scope.count)
    var contested = once
    for (index, member) in members.enumerated() {
      contested.formUnion(once.intersection(member.candidates))
      once.formUnion(member.candidates)
      for other in results.indices where other != index && blocks {
        results[other].received.formUnion(member.received)
        results[other].maybeReceived.formUnion(member.maybeReceived)
      }
    }
    for index in results.indices { results[index].maybeReceived.subtract(results[index].received) }
    contested.formIntersection(scope)
    let subjects = contested.members
    if subjects.isEmpty { return results }
    let worths = members.indices.map { contest == .highest ? worth($0, subjects) : [] }
    for (position, subject) in subjects.enumerated() {
      let contenders = members.indices.map {
        Contender(
          outcome: members[$0].outcome(of: subject),
          worth: worths[$0].isEmpty ? .unknown : worths[$0][position])
      }
      for (index, standing) in contest.standings(of: contenders).enumerated() {
        if standing == .superseded { results[index].superseded[subject] = true }
        if standing == .undecided { results[index].undecided[subject] = true }
      }
    }
    return results
  }
}
