extension Checker {
  mutating func declare(_ syntax: CodeListSyntax) {
    guard codeListIDs[syntax.name.text] == nil else {
      return duplicate(syntax.name, kind: ("代码表", "code list"))
    }
    var items: [(code: String, name: String, parent: String?)] = []
    var successors: [String: String] = [:]
    if let file = syntax.file {
      items = read(file)
      if let changes = file.changes { successors = readChanges(changes) }
    }
    func collect(_ entries: [CodeListSyntax.Entry], parent: String?) {
      for entry in entries {
        items.append((entry.code.text, entry.name.text, parent))
        collect(entry.children, parent: entry.code.text)
      }
    }
    collect(syntax.entries, parent: nil)
    var ranks: [String: Int] = [:]
    if let descending = syntax.descending {
      if items.isEmpty { items = syntax.order.map { ($0.text, $0.text, nil) } }
      for (index, name) in syntax.order.enumerated() {
        let rank = descending ? syntax.order.count - index : index + 1
        guard let item = items.first(where: { $0.code == name.text || $0.name == name.text }) else {
          unknownName(name, kind: ("代码", "code"), among: items.map(\.name))
          continue
        }
        ranks[item.code] = rank
      }
      for item in items where ranks[item.code] == nil {
        error(
          "code-without-rank", syntax.name.range, zh: "次序里没有“\(item.name)”",
          en: "the order leaves out `\(item.name)`",
          remedyZh: "把它排进次序", remedyEn: "put it into the order")
      }
    }
    var seen: Set<String> = []
    for item in items where !seen.insert(item.code).inserted {
      error(
        "duplicate-code", syntax.name.range, zh: "代码“\(item.code)”出现了两次",
        en: "code `\(item.code)` appears twice")
    }
    for item in items {
      if let parent = item.parent, !seen.contains(parent) {
        error(
          "unknown-parent-code", syntax.name.range, zh: "代码“\(item.code)”的上级“\(parent)”不在表里",
          en: "the parent `\(parent)` of code `\(item.code)` is not in the list")
      }
    }
    add(
      CodeList(
        id: ruleSet.codeLists.count, name: syntax.name.text, items: items, ranks: ranks,
        successors: successors, range: syntax.range))
  }

  mutating func add(_ list: CodeList) {
    codeListIDs[list.name] = list.id
    ruleSet.codeLists.append(list)
  }

  private mutating func read(
    _ file: CodeListSyntax.File
  ) -> [(code: String, name: String, parent: String?)] {
    guard let table = attachment(file.path) else { return [] }
    guard let code = table.column(file.code), let name = table.column(file.name) else {
      error(
        "missing-column", file.path.range, zh: "文件“\(file.path.text)”没有“\(file.code)”或“\(file.name)”列",
        en: "file `\(file.path.text)` lacks the column `\(file.code)` or `\(file.name)`",
        remedyZh: "用 编码、名称、上级 说明列名", remedyEn: "name its columns with 编码, 名称, 上级")
      return []
    }
    let parent = file.parent.flatMap { table.column($0) }
    return table.rows.filter { $0.count > max(code, name) }.map { row in
      let up = parent.flatMap { $0 < row.count && !row[$0].isEmpty ? row[$0] : nil }
      return (row[code], row[name], up)
    }
  }

  /// Old code → new code; a code that was split into several is left out, so that its cells become
  /// unknown rather than guessed. Chains are followed.
  private mutating func readChanges(_ path: TextSyntax) -> [String: String] {
    guard let table = attachment(path) else { return [:] }
    guard let old = table.column("old_code"), let new = table.column("new_code") else {
      error(
        "missing-column", path.range, zh: "沿革文件要有 old_code 和 new_code 两列",
        en: "a file of changes needs the columns old_code and new_code")
      return [:]
    }
    var targets: [String: Set<String>] = [:]
    for row in table.rows where row.count > max(old, new) && row[old] != row[new] && !row[new].isEmpty {
      targets[row[old], default: []].insert(row[new])
    }
    if let name = table.column("old_name") {
      for row in table.rows where row.count > max(name, new) && !row[name].isEmpty && !row[new].isEmpty {
        formerNames[row[name], default: []].insert(row[new])
      }
    }
    var result: [String: String] = [:]
    for start in targets.keys {
      var current = start
      var visited: Set<String> = [start]
      while let next = targets[current], next.count == 1, let step = next.first,
        visited.insert(step).inserted
      { current = step }
      if current != start, targets[current].map({ $0.count == 1 }) ?? true { result[start] = current }
    }
    return result
  }

  /// What a name that is no longer in use stands for today, where that is one code.
  private func successor(ofName name: String, in codes: CodeList) -> Int? {
    let today = Set(
      (formerNames[name] ?? []).compactMap { codes.ordinal(ofCode: $0) ?? codes.successors[$0] })
    return today.count == 1 ? today.first : nil
  }

  mutating func declare(_ syntax: CodeSetSyntax) {
    guard codeSets[syntax.name.text] == nil else {
      return duplicate(syntax.name, kind: ("集合", "set"))
    }
    guard let list = codeListIDs[syntax.list.text] else {
      return unknownName(syntax.list, kind: ("代码表", "code list"), among: codeListIDs.keys)
    }
    var ranges: [Range<Int>] = []
    for member in syntax.members {
      if member.parts.count == 1, let set = codeSets[member.parts[0].text], set.list == list {
        note(member.parts[0], .codeSet(member.parts[0].text))
        ranges += set.ranges
      } else if let ordinal = code(member, in: list) {
        ranges.append(ruleSet.codeLists[list].subtree(of: ordinal))
      }
    }
    codeSets[syntax.name.text] = CodeSet(list: list, ranges: ranges)
  }

  /// `本市`, `我县`: an example of what could be meant.
  private func localPlace(_ word: String, _ codes: CodeList) -> String? {
    guard let kind = word.last, ["本", "我", "全", "该"].contains(word.prefix(1)), word.count == 2,
      "省市县区地镇乡".contains(kind)
    else { return ["当地", "本地区", "本辖区", "市内", "省内"].contains(word) ? codes.entries.first?.name : nil }
    return codes.entries.first { $0.name.last == kind && $0.name.count > 2 }?.name
      ?? codes.entries.first?.name
  }

  /// A code by its code, its unique name, or a path of names; reports what is wrong.
  mutating func code(_ path: CodePathSyntax, in list: CodeListID) -> Int? {
    let codes = ruleSet.codeLists[list]
    guard let last = path.parts.last else { return nil }
    if probe?.asks(path, codeOf: list) == true { return nil }
    if path.parts.count == 1, let ordinal = codes.ordinal(ofCode: last.text) {
      note(path, list, ordinal)
      return ordinal
    }
    let above = path.parts.dropLast()
    let candidates = codes.ordinals(named: last.text).filter { ordinal in
      var chain = codes.ancestors(of: ordinal)[...]
      for part in above.reversed() {
        guard let hit = chain.firstIndex(where: { codes.entries[$0].name == part.text }) else {
          return false
        }
        chain = chain[(hit + 1)...]
      }
      return true
    }
    if candidates.count == 1 {
      note(path, list, candidates[0])
      return candidates[0]
    }
    if candidates.isEmpty {
      if let successor = codes.successors[last.text] ?? successor(ofName: last.text, in: codes) {
        let entry = codes.entries[successor]
        error(
          "retired-code", path.range, zh: "代码“\(last.text)”已撤销或改名，现为 \(entry.code) \(entry.name)",
          en: "code `\(last.text)` is retired; its successor is \(entry.code) \(entry.name)",
          remedyZh: "改写为“\(entry.name)”", remedyEn: "write `\(entry.name)`", meant: entry.name)
      } else if let place = localPlace(last.text, codes) {
        error(
          "unknown-name", path.range, zh: "“\(last.text)”没有说是哪里：规则库里各地的规则放在一起",
          en: "`\(last.text)` does not say which place: a rule base holds the rules of many",
          remedyZh: "写出地区的名称，如 属于 \(place)", remedyEn: "write the name, such as 属于 \(place)")
      } else {
        unknownName(
          last, kind: ("\(codes.name)代码", "code of \(codes.name)"), among: codes.entries.map(\.name))
      }
      return nil
    }
    let examples = candidates.prefix(3).map { ordinal in
      (codes.ancestors(of: ordinal).reversed() + [ordinal]).map { codes.entries[$0].name }
        .joined(separator: "/")
    }
    error(
      "ambiguous-code", path.range, zh: "叫“\(last.text)”的\(codes.name)有 \(candidates.count) 个，不知道是哪一个",
      en: "`\(last.text)` names \(candidates.count) codes",
      remedyZh: "写出路径，如 \(examples.joined(separator: "、"))",
      remedyEn: "write its path, such as \(examples.joined(separator: ", "))")
    return nil
  }
}
