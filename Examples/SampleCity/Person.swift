import RuleLanguage

/// A person of the sample while their household is being written.
struct Person {
  var key = ""
  var name = ""
  var isMale = true
  var birth: Day
  var died: Day?
  var place: Place
  var movedIn: Day?
  var movedFrom = ""
  var declaredMissing: Day?
  var lostSince: Day?
  var marriage = ""
  var spouse: Int?
  var guardian: Int?
  var kinCheckedOn: Day?
  var disability = ""
  var disabilityGrade = ""
  var careGrade = ""
  var education = ""
  var isFullTime = true
  var graduated: Day?
  var admitted: Day?
  var enlisted: Day?
  var serviceKind = ""
  var discharged: Day?
  var serviceYears = 0
  var reported: Day?
  /// Index of the enterprise that employs them.
  var employer: Int?
  var hired: Day?
  /// Lists that their household is on.
  var isPoor = false
  var isNearPoor = false
  var isDestitute = false

  init(birth: Day, isMale: Bool, place: Place) {
    self.birth = birth
    self.isMale = isMale
    self.place = place
  }
}

/// People who live together, and the two who may not: the parents of a child without care.
struct Household {
  enum Kind { case old, alone, couple, family, threeGenerations, childWithoutCare }
  var kind: Kind
  var number: Int
  var place: Place
  var people: [Person]
  /// Members; the rest live elsewhere.
  var memberCount: Int
  var isUrban: Bool
  var isTenant: Bool

  var key: String { "H" + Numbers.pad(number, 8) }
}
