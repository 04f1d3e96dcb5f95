/// A county of the sample: how many live and trade there, and what is particular about it.
struct Place {
  let code: String
  let city: String
  /// Shares of the households and of the enterprises.
  let households: Int
  let enterprises: Int
  let traits: Traits
  /// A code that was retired and still turns up in old files.
  var retired = ""

  init(
    _ code: String, _ city: String, _ households: Int, _ enterprises: Int, _ traits: Traits = [],
    retired: String = ""
  ) {
    self.code = code
    self.city = city
    self.households = households
    self.enterprises = enterprises
    self.traits = traits
    self.retired = retired
  }

  func isIn(_ prefix: String) -> Bool { code.hasPrefix(prefix) }
}

/// What makes the people of a place interesting for its policies.
struct Traits: OptionSet {
  let rawValue: UInt16
  static let aged = Traits(rawValue: 1)
  static let disability = Traits(rawValue: 2)
  static let wheelchairs = Traits(rawValue: 4)
  static let renters = Traits(rawValue: 8)
  static let certificates = Traits(rawValue: 16)
  static let pupils = Traits(rawValue: 32)
  static let orphans = Traits(rawValue: 64)
  static let hardship = Traits(rawValue: 128)
  static let rentSubsidy = Traits(rawValue: 256)
  static let longCare = Traits(rawValue: 512)
  static let graduates = Traits(rawValue: 1024)
}

extension Place {
  static let all: [Place] = [
    Place("410302", "洛阳", 14, 6, .aged), Place("410305", "洛阳", 22, 8, .aged),
    Place("410307", "洛阳", 14, 6, .aged, retired: "410381"), Place("410324", "洛阳", 10, 3, .aged),
    Place("450103", "南宁", 30, 10, .aged), Place("450107", "南宁", 20, 8, .aged),
    Place("450181", "南宁", 10, 4, .aged), Place("530502", "保山", 45, 8, .aged),
    Place("440783", "开平", 40, 10, .aged),
    Place("310104", "上海", 20, 10, .disability), Place("310115", "上海", 30, 20, .disability),
    Place("310117", "上海", 25, 70, .disability),
    Place("140213", "大同", 20, 8, [.disability, .wheelchairs]),
    Place("140214", "大同", 15, 6, [.disability, .wheelchairs]),
    Place("210203", "大连", 20, 16, .certificates), Place("210211", "大连", 25, 20, .certificates),
    Place("320402", "常州", 25, 25, .renters), Place("320412", "常州", 35, 35, .renters),
    Place("500103", "重庆", 40, 12, .rentSubsidy), Place("440309", "深圳", 45, 25, .aged),
    Place("440303", "深圳", 15, 15), Place("150102", "呼和浩特", 15, 40, .hardship),
    Place("150103", "呼和浩特", 15, 30, .hardship), Place("150602", "鄂尔多斯", 20, 10, .hardship),
    Place("350602", "漳州", 20, 45, .longCare), Place("350604", "漳州", 20, 45, .longCare, retired: "350681"),
    Place("350627", "漳州", 10, 20, .longCare), Place("360982", "樟树", 30, 8, .pupils),
    Place("141123", "吕梁", 15, 3, .pupils), Place("141124", "吕梁", 15, 3, .pupils),
    Place("141181", "吕梁", 10, 6, .pupils), Place("370117", "济南", 30, 10, .orphans, retired: "371203"),
    Place("370502", "东营", 15, 10), Place("370523", "东营", 10, 10),
    Place("430211", "株洲", 20, 40), Place("430212", "株洲", 10, 20, retired: "430221"),
    Place("430104", "长沙", 10, 40), Place("420204", "黄石", 20, 50, .graduates),
    Place("420281", "黄石", 12, 40, .graduates), Place("411328", "南阳", 20, 30, .graduates),
    Place("510113", "成都", 20, 60), Place("510107", "成都", 15, 40), Place("440112", "广州", 15, 70),
    Place("440106", "广州", 15, 40), Place("340121", "合肥", 12, 60), Place("340104", "合肥", 10, 40),
    Place("340504", "马鞍山", 8, 30), Place("610113", "西安", 12, 50), Place("610117", "西安", 8, 40),
    Place("330522", "湖州", 15, 90), Place("130208", "唐山", 12, 50), Place("410105", "郑州", 10, 10),
    Place("420802", "荆门", 5, 35), Place("350302", "莆田", 5, 40), Place("350802", "龙岩", 5, 35),
    Place("350104", "福州", 5, 30), Place("330329", "温州", 4, 30), Place("520103", "贵阳", 12, 10),
    Place("371502", "聊城", 4, 10),
    Place("110105", "北京", 5, 10),
  ]

  static let householdWeights = all.map(\.households)

  /// Every enterprise's place by its index, so that an employer can be found without a list of them.
  static let enterpriseSlots: [Int] = all.indices.flatMap { Array(repeating: $0, count: all[$0].enterprises) }
}
