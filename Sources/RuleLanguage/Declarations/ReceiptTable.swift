/// A ledger as rules read it: a relation of one kind of subject, one row a receipt.
public struct ReceiptTable: Sendable {
  public let table: TableID
  public let view: Int
  /// The kind of subject.
  public let entity: TableID
  /// ``Ledger/name``; `nil` for the policies that no ledger holds, of whom nobody knows who receives.
  public let ledger: String?
  /// Policies and external programmes that the ledger names.
  public let programmes: Set<String>
  public let coversAllPolicies: Bool
}

/// What a policy's receipts can say: the same whether or not the policy is among those evaluated.
public struct Programme: Sendable {
  public struct Item: Sendable {
    public let name: String
    public let frequency: Frequency
  }
  public let subject: TableID
  public let items: [Item]
  public let validFrom: Day?
}

/// The columns of a ``ReceiptTable``, in order.
public enum ReceiptField: Int, Sendable, CaseIterable {
  /// Names of the policy or programme and of the item, key of the row; unknown where the ledger does
  /// not say.
  case policy, item, row
  /// First and last day of the period; of a one-off payment the day of payment.
  case from, to
  /// What was paid. A register's line whose payments are lines of their own is 0.
  case amount
  case status, date
  /// Paid or on the register, and not returned or recovered.
  case isValid
  /// Payments that the line stands for: further lines about the same period add none.
  case times
  /// Months that the line adds to those of earlier lines of the item, and of the whole policy.
  case months, policyMonths
  /// The last day on which the line makes one receiving; none: still so at the end of the coverage.
  case until
  /// Always unknown: how much of the line falls into a window that holds only part of its period.
  case share
  /// Of a row that is seen backwards, whose key begins with its owner's: the owner's key; none where the
  /// row's key has one part.
  case rowOwner

  public var name: String {
    switch self {
    case .policy: "政策"
    case .item: "项"
    case .row: "行"
    case .from: "期起"
    case .to: "期止"
    case .amount: "金额"
    case .status: "状态"
    case .date: "日期"
    case .isValid: "有效"
    case .times: "次数"
    case .months: "月数"
    case .policyMonths: "政策月数"
    case .until: "续至"
    case .share: "跨期"
    case .rowOwner: "行主"
    }
  }

  /// Codes of 状态, in the order of the list.
  public static let statuses = ["已发", "在册", "停发", "退汇", "追缴", "受理中", "已批准"]
}

extension RuleSet {
  /// The relation that holds a programme's receipts of subjects of this kind.
  public func receiptTable(of programme: String, subject: TableID) -> ReceiptTable? {
    if let listed = receiptTables.filter({ $0.programmes.contains(programme) }).nonEmpty {
      return listed.first { $0.entity == subject }
    }
    if let whole = receiptTables.filter(\.coversAllPolicies).nonEmpty {
      return whole.first { $0.entity == subject }
    }
    return receiptTables.first { $0.ledger == nil && $0.entity == subject }
  }
}

extension Array {
  fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
