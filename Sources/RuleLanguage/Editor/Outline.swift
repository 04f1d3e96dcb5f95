/// A part of a file, for an editor's outline.
public struct OutlineEntry: Sendable {
  public enum Kind: String, Sendable {
    case entity, relation, field, codeList, codeSet, parameter, tag, measure, ledger, policy, item, clause,
      example, table, lifeEvent
  }
  public let name: String
  public let detail: String
  public let kind: Kind
  public let range: SourceRange
  /// The name alone, within ``range``.
  public let nameRange: SourceRange
  public let children: [OutlineEntry]
}

extension EditorAnalysis {
  public func outline(ofFile file: Int) -> [OutlineEntry] {
    guard parsed.indices.contains(file) else { return [] }
    return parsed[file].tree.declarations.map(outline)
  }

  private func outline(_ declaration: DeclarationSyntax) -> OutlineEntry {
    func entry(
      _ kind: OutlineEntry.Kind, _ detail: String = "", _ children: [OutlineEntry] = []
    ) -> OutlineEntry {
      OutlineEntry(
        name: declaration.name.text, detail: detail, kind: kind,
        range: declaration.range.union(declaration.name.range), nameRange: declaration.name.range,
        children: children)
    }
    func fields(_ fields: [FieldSyntax]) -> [OutlineEntry] {
      fields.map { part($0.name, text(of: $0.type.range), .field, $0.range) }
    }
    switch declaration {
    case .entity(let syntax): return entry(.entity, "", fields(syntax.fields))
    case .relation(let syntax): return entry(.relation, syntax.owner.text, fields(syntax.fields))
    case .reverse(let syntax): return entry(.relation, syntax.relation.text)
    case .codeList: return entry(.codeList)
    case .codeSet(let syntax): return entry(.codeSet, syntax.list.text)
    case .parameter(let syntax): return entry(.parameter, text(of: syntax.type.range))
    case .definition(let syntax):
      return entry(syntax.type == nil ? .tag : .measure, syntax.table.text)
    case .ledger: return entry(.ledger)
    case .lifeEvent(let syntax): return entry(.lifeEvent, syntax.title?.text ?? "")
    case .table: return entry(.table)
    case .policy(let syntax): return entry(.policy, syntax.title?.text ?? "", parts(of: syntax))
    }
  }

  private func part(
    _ name: NameSyntax, _ detail: String, _ kind: OutlineEntry.Kind, _ range: SourceRange,
    _ children: [OutlineEntry] = []
  ) -> OutlineEntry {
    OutlineEntry(
      name: name.text, detail: detail, kind: kind, range: range.union(name.range), nameRange: name.range,
      children: children)
  }

  private func parts(of policy: PolicySyntax) -> [OutlineEntry] {
    func clauses(_ group: ClauseGroupSyntax?, _ word: Keyword) -> [OutlineEntry] {
      (group?.clauses ?? []).map { clause in
        let label = clause.label ?? NameSyntax(text: "", range: clause.range)
        let shown = NameSyntax(text: word.chinese + label.text, range: label.range)
        let detail = clause.heading?.text ?? ruleSet.sourceText(clause.range)
        return part(shown, detail, .clause, clause.range)
      }
    }
    let items = policy.items.map { item in
      part(
        NameSyntax(text: item.name.text, range: item.name.range), Keyword.item.chinese, .item, item.range,
        clauses(item.conditions, .conditions) + clauses(item.exclusions, .exclusions))
    }
    let cases = policy.cases.map {
      part(NameSyntax(text: $0.name.text, range: $0.name.range), Keyword.example.chinese, .example, $0.range)
    }
    return clauses(policy.conditions, .conditions) + clauses(policy.exclusions, .exclusions) + items + cases
  }
}
