import RuleLanguage

/// Draws households: who lives together, how old they are, where.
struct HouseholdComposer {
  let calendar: Calendar
  private var random: SplitMix64
  private var count = 0
  private var sequences: [String: (men: Int, women: Int)] = [:]

  init(_ calendar: Calendar, seed: UInt64) {
    self.calendar = calendar
    random = SplitMix64(seed: seed, stream: 1)
  }

  /// At most `limit` people.
  mutating func next(limit: Int) -> Household {
    let place = Place.all[random.weighted(Place.householdWeights)]
    var household = compose(in: place)
    if household.people.count > limit {
      household.people.removeLast(household.people.count - limit)
      household.memberCount = min(household.memberCount, limit)
      for index in household.people.indices { household.people[index].dropReferences(beyond: limit) }
    }
    count += 1
    household.number = count
    for index in household.people.indices { name(&household.people[index]) }
    return household
  }

  private mutating func compose(in place: Place) -> Household {
    let isAged = place.traits.contains(.aged)
    let kinds: [Household.Kind] = [.old, .alone, .couple, .family, .threeGenerations, .childWithoutCare]
    let isYoung = place.traits.contains(.renters)
    let hasPupils = place.traits.contains(.pupils)
    let weights = [
      isAged ? 50 : 18, isYoung ? 60 : 14, 13, hasPupils ? 60 : 30, 18,
      place.traits.contains(.orphans) ? 14 : 0,
    ]
    let kind = kinds[random.weighted(weights)]
    var people: [Person]
    switch kind {
    case .old: people = old(in: place, isAged)
    case .alone: people = [adult(isYoung ? 22...33 : 20...45, random.chance(500), place)]
    case .couple: people = couple(24...55, place)
    case .family: people = family(in: place)
    case .threeGenerations:
      people = family(in: place)
      people.append(adult(58...94, random.chance(400), place))
    case .childWithoutCare: people = withoutCare(in: place)
    }
    let members = kind == .childWithoutCare ? 2 : people.count
    return Household(
      kind: kind, number: 0, place: place, people: people, memberCount: members, isUrban: random.chance(650),
      isTenant: place.traits.contains(.rentSubsidy) && random.chance(450))
  }

  private mutating func old(in place: Place, _ isAged: Bool) -> [Person] {
    let ages = isAged ? (random.chance(180) ? 88...103 : 66...93) : 62...92
    if random.chance(450) { return [adult(ages, random.chance(420), place)] }
    return couple(ages, place)
  }

  private mutating func couple(_ ages: ClosedRange<Int>, _ place: Place) -> [Person] {
    var first = adult(ages, true, place)
    var second = adult(ages, false, place)
    let apart = random.within(-3...5)
    second.birth = first.birth.adding(days: apart * 365 + random.within(-150...150))
    if calendar.age(second.birth) < 22 { second.birth = first.birth }
    first.marriage = random.chance(900) ? "21" : "22"
    second.marriage = first.marriage
    first.spouse = 1
    second.spouse = 0
    return [first, second]
  }

  private mutating func family(in place: Place) -> [Person] {
    var people = random.chance(80) ? [adult(26...48, false, place)] : couple(25...48, place)
    if people.count == 1 { people[0].marriage = "40" }
    let mother = people.last ?? people[0]
    let oldest = max(0, calendar.age(mother.birth) - 22)
    for _ in 0..<(1 + random.weighted([55, 37, 8])) {
      let isPupil = place.traits.contains(.pupils) && oldest >= 18 && random.chance(500)
      var child = adult(isPupil ? 15...18 : 0...min(oldest, 21), random.chance(515), place)
      child.marriage = "10"
      child.guardian = calendar.age(child.birth) < 18 ? random.below(people.count > 1 ? 2 : 1) : nil
      people.append(child)
    }
    return people
  }

  /// A child with a grandparent; the parents are dead, gone, or unable.
  private mutating func withoutCare(in place: Place) -> [Person] {
    var child = adult(1...17, random.chance(500), place)
    child.guardian = 1
    child.marriage = "10"
    let grandparent = adult(58...78, random.chance(300), place)
    var father = adult(28...50, true, place)
    var mother = adult(27...48, false, place)
    switch random.below(6) {
    case 0:
      father.died = calendar.asOf.adding(days: -random.within(200...3000))
      mother.disability = "5"
      mother.disabilityGrade = "二级"
    case 1:
      father.died = calendar.asOf.adding(days: -random.within(200...3000))
      mother.declaredMissing = calendar.asOf.adding(days: -random.within(100...1500))
    case 2:
      father.disability = "6"
      father.disabilityGrade = "三级"
      mother.disability = "4"
      mother.disabilityGrade = "一级"
    case 3: father.died = calendar.asOf.adding(days: -random.within(200...3000))
    default: break
    }
    child.kinCheckedOn = random.chance(800) ? calendar.asOf.adding(days: -random.within(30...300)) : nil
    return [child, grandparent, father, mother]
  }

  private mutating func adult(_ ages: ClosedRange<Int>, _ isMale: Bool, _ place: Place) -> Person {
    let age = random.within(ages)
    let birth = calendar.asOf.adding(years: -age).adding(days: -random.below(365))
    return Person(birth: birth, isMale: isMale, place: place)
  }

  /// Sets name and identity number. The number's day of the month follows from its sequence, so that none
  /// is drawn twice.
  private mutating func name(_ person: inout Person) {
    person.name = Names.person(isMale: person.isMale, &random)
    var region = person.place.code
    if random.chance(100) { region = random.pick(Place.all).code }
    var counters = sequences[region] ?? (0, 0)
    let number = person.isMale ? counters.men : counters.women
    if person.isMale { counters.men += 1 } else { counters.women += 1 }
    sequences[region] = counters
    let (year, month, _) = person.birth.parts
    var scatter = SplitMix64(seed: UInt64(number % 500), stream: person.isMale ? 7 : 8)
    let day = 1 + (scatter.below(28) + number / 500) % 28
    let drawn = calendar.date(year, month, day)
    person.birth = drawn > calendar.asOf ? calendar.date(year, month, 1) : drawn
    person.key = Numbers.identity(
      region: region, birth: person.birth, sequence: number % 500 * 2 + (person.isMale ? 1 : 0))
  }
}

extension Person {
  fileprivate mutating func dropReferences(beyond limit: Int) {
    if let known = spouse, known >= limit { spouse = nil }
    if let known = guardian, known >= limit { guardian = nil }
  }
}
