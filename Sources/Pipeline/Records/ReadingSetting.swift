import Domain
import Foundation
import Normalize
import Spreadsheet

/// All that reading an upload depends on beside its bytes, wherever it is read.
struct ReadingSetting: Sendable {
  let register: Register
  let policy: Policy
  let aliases: [Alias]
  let key: SecretKey
  let counties: CountyNames
  /// What record lines are told with.
  let terms: RecordTerms
  var xml = XMLReading.plain
  /// How much an upload may ask of the reader.
  private let limits: Limits
  private let policyPath: String
  /// The digest of what all counties share.
  private let shared: String

  /// What is done where there is no key.
  enum KeyUse {
    /// One is made and kept.
    case made
    /// One is made up, for nothing is published.
    case lent
    /// Nothing can be done: another key would make other persons of the same people.
    case required
  }

  /// Reads the files. The key is the pipeline's, else the output folder's.
  init(_ pipeline: PipelineFile, register path: String, output: String, key use: KeyUse) throws {
    let keyPath = pipeline.keyFile ?? output + "/key"
    let makesKey =
      "(umask 077; mkdir -p '\((keyPath as NSString).deletingLastPathComponent)'; head -c 32 /dev/urandom > '\(keyPath)')"
    if use == .required, access(keyPath, R_OK) != 0 {
      throw SetupError(
        keyPath, zh: "没有密钥，无法给出个人代码；请用 key_file: 指明 run 所用的密钥文件，从未运行过的，先生成一个",
        en:
          "there is no key, so persons cannot be told apart; name the key file that run uses as key_file:, or make one where nothing has run yet",
        mend: access(keyPath, F_OK) == 0 ? nil : makesKey)
    }
    // Another key makes other persons of the same people: that is a person's decision.
    if use != .required, access(keyPath, F_OK) != 0, errno == ENOENT, PublishedRuns.current(output) != nil {
      let own = pipeline.keyFile == nil ? nil : output + "/key"
      let isOwnThere = own.map { access($0, F_OK) == 0 } ?? false
      throw SetupError(
        keyPath,
        zh: isOwnThere
          ? "key_file: 指的文件还没有，而已有发布用的是输出文件夹里的密钥"
          : "密钥文件不见了，而已有发布用它生成个人代码：请从备份恢复。确已丢失才另行生成 \(makesKey)，此后个人代码全变，已核实的须重新核实，已发出的清单作废",
        en: isOwnThere
          ? "there is no such file, and what is published was made with the key of the output folder"
          : "the key file is gone, and what is published was made with it: restore it from a backup. Only where it is lost for good make another, \(makesKey): all person keys will be others, acknowledgements have to be made again, and lists that were sent out are void",
        mend: isOwnThere ? own.map { "cp -p '\($0)' '\(keyPath)'" } : nil)
    }
    register = try readRegister(path: path)
    policy = try readPolicy(path: pipeline.policy)
    policyPath = pipeline.policy
    limits = pipeline.limits
    aliases = try pipeline.aliases.map(readAliases) ?? []
    key = try SecretKey(path: keyPath, mayCreate: use == .made)
    counties = try CountyNames(pipeline, register: register)
    terms = key.terms(register: register, until: policy.until)
    let files = [path, pipeline.policy] + [pipeline.aliases].compactMap(\.self)
    let parts =
      [programVersion, "\(RecordTerms.version)", key.id, "\(pipeline.limits)"] + files.map { fileDigest($0) ?? "" }
    shared = sha256(Array(parts.joined(separator: "\u{1E}").utf8))
  }

  /// The policy as it stands for a county.
  func policy(of county: Int) throws -> Policy {
    let county = register.counties[county]
    guard let own = policy.applied(toCounty: county.name, code: county.code) else {
      throw SetupError(
        policyPath, zh: "政策的 rules 没有覆盖\(county.name)的每个月",
        en: "the policy's rules do not cover every month of \(county.name)",
        mend: policy.singleRate.map { "- {rate_yuan: \"\($0)\", quota: \(policy.quota), counties: [\(county.name)]}" })
    }
    return own
  }

  /// What normalizing a county's uploads must know.
  func context(_ county: Int, _ settings: PipelineFile.County, policy: Policy) -> Context {
    var context = Context(
      register: register, aliases: aliases, policy: policy, columns: settings.columns, unit: settings.unit)
    context.xml = xml
    context.limits = limits
    return context
  }

  /// Tells whether an upload was read as it would be here: the digest of all that the reading depends on beside the bytes.
  func digest(_ county: Int, _ settings: PipelineFile.County) -> String {
    let parts =
      [shared, register.counties[county].code, settings.unit?.rawValue ?? ""]
      + settings.columns.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return String(sha256(Array(parts.joined(separator: "\u{1E}").utf8)).prefix(16))
  }
}
