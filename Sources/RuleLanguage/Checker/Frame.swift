/// What names mean at one place of the text: the record that an expression is over.
struct Frame {
  let table: TableID
  /// Inside a query or a 逐条 item: how the row points to the entity whose relation it is.
  let link: Hop?
  /// That entity; the table itself outside of rows.
  let entity: TableID
  /// `记作 证书`.
  let alias: String?
  /// 逐条: a name that the row and its owner share must be qualified.
  let isPerRow: Bool
  /// Inside a query: the frame from which it starts; else empty.
  let asker: [Frame]
  /// 追回: over a receipt, but names are those of its subject; only 发放日 is the receipt's.
  var readsSubject = false

  /// Where a name without a qualifier is looked up, and the way there.
  var nameTable: TableID { readsSubject ? entity : table }
  var nameHops: [Hop] { readsSubject ? link.map { [$0] } ?? [] : [] }

  init(entity: TableID) {
    table = entity
    link = nil
    self.entity = entity
    alias = nil
    isPerRow = false
    asker = []
  }

  init(
    rowOf view: RelationView, alias: String? = nil, isPerRow: Bool = false, askedFrom asker: Frame? = nil
  ) {
    table = view.table
    link = view.link
    entity = view.entity
    self.alias = alias
    self.isPerRow = isPerRow
    self.asker = asker.map { [$0] } ?? []
  }

  /// The frame around this one, or around that, whose row bears this name; the nearest asker is given,
  /// since each step outwards is one ``Expression/Kind/outer(_:)``.
  func asker(named alias: String) -> Frame? {
    guard self.alias != alias, let outside = asker.first else { return nil }
    return outside.alias == alias || outside.asker(named: alias) != nil ? outside : nil
  }

  /// Words that name one kind of subject.
  static let subjectWords: [String: String] = [
    "本人": "个人", "本企业": "企业", "本单位": "企业", "本户": "家庭", "本家庭": "家庭",
  ]

  static let ownerWords: Set<String> = [
    "主体", "本人", "本企业", "本户", "本家庭", "本单位", "本项目",
  ]
}

/// A name path, followed as far as fields and references go.
struct ResolvedPath {
  var hops: [Hop]
  var table: TableID
  var rest: ArraySlice<NameSyntax>
}

extension Checker {
  /// Takes the words that choose a record (an alias, 本人, the owner's entity name) off the front.
  mutating func start(_ names: [NameSyntax], in frame: Frame) -> ResolvedPath {
    let all = names[...]
    let plain = ResolvedPath(hops: frame.nameHops, table: frame.nameTable, rest: all)
    guard let first = names.first, names.count > 1 else { return plain }
    if first.text == frame.alias {
      recorder?.noteLocal(first.text, first.range)
      return ResolvedPath(hops: [], table: frame.table, rest: all.dropFirst())
    }
    if Frame.ownerWords.contains(first.text) {
      return ResolvedPath(
        hops: frame.link.map { [$0] } ?? [], table: frame.entity, rest: all.dropFirst())
    }
    if let relation = ruleSet.tables[frame.table].relation,
      ruleSet.tables[relation.owner].name == first.text,
      ruleSet.tables[frame.table].field(named: first.text) == nil
    {
      note(first, .table(relation.owner))
      return ResolvedPath(hops: [.owner], table: relation.owner, rest: all.dropFirst())
    }
    return plain
  }

  /// Follows references while more names come; stops before the last name, or at a relation view.
  mutating func follow(_ names: [NameSyntax], in frame: Frame) -> ResolvedPath? {
    var path = start(names, in: frame)
    while path.rest.count > 1, let name = path.rest.first {
      if let index = ruleSet.tables[path.table].field(named: name.text) {
        guard case .reference(let target) = ruleSet.tables[path.table].fields[index].type else {
          error(
            "not-a-reference", name.range, zh: "“\(name.text)”后面不能再用点：它不指向别的记录",
            en: "`\(name.text)` is not a reference, so it has no members")
          return nil
        }
        note(name, .field(path.table, index))
        path.hops.append(.field(index))
        path.table = target
        path.rest = path.rest.dropFirst()
      } else if view(name.text, of: path.table) != nil {
        return path
      } else {
        unknownMember(name, of: path.table)
        return nil
      }
    }
    return path
  }

  func view(_ name: String, of table: TableID) -> Int? {
    guard let index = viewIDs[name], ruleSet.views[index].entity == table else { return nil }
    return index
  }
}
