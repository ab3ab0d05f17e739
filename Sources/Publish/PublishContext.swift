public import Domain

/// What all tables are written with.
public struct PublishContext: Sendable {
  /// The register.
  public var register: Register
  /// The policy.
  public var policy: Policy
  /// The keyed hash of an ID number.
  public var personKey: @Sendable (IDNumber) -> String
  /// A text's seal under the key that persons are hashed with: 16 hexadecimal digits.
  public var seal: @Sendable (String) -> String
  /// A digest of a text, for fingerprints: 12 hexadecimal digits.
  public var digest: @Sendable (String) -> String

  /// What all tables are written with.
  public init(
    register: Register, policy: Policy, personKey: @escaping @Sendable (IDNumber) -> String,
    seal: @escaping @Sendable (String) -> String, digest: @escaping @Sendable (String) -> String
  ) {
    self.register = register
    self.policy = policy
    self.personKey = personKey
    self.seal = seal
    self.digest = digest
  }

  /// The same under a county's own policy, where it has one.
  public func under(_ policy: Policy?) -> PublishContext {
    var own = self
    if let policy { own.policy = policy }
    return own
  }
}
