import Domain
import Foundation
import History
import Normalize
import Reconcile
import Spreadsheet

/// What a run's uploads are held against, and where they lie.
struct Setting {
  let pipeline: PipelineFile
  var options: RunOptions
  /// All that reading an upload depends on beside its bytes.
  let reading: ReadingSetting
  let budget: Budget
  private let lists: [EvidenceList]
  /// What could not be read of the lists.
  let unreadEntries: [Discrepancy]
  /// Budget, vouchers and evidence: what the fund is held against.
  let books: FundBooks
  /// The policy as it stands for each county, by register position.
  let policies: [Int: Policy]
  /// The report; nil where there is none, or where it is read elsewhere.
  var report: ReportStage?
  var inbox: Inbox
  /// Counties that are read anew; empty: all.
  let chosen: [Int]
  /// The files beside the uploads, by what they are.
  let references: [RunManifest.Reference]
  private let paths: [(role: String, path: String)]

  var register: Register { reading.register }
  var policy: Policy { reading.policy }
  var key: SecretKey { reading.key }

  /// Reads everything; the inbox too, unless one is given, and the report, unless it is read beside.
  init(
    _ pipeline: PipelineFile, options: RunOptions, output: String, inbox given: Inbox? = nil, readsReport: Bool = true
  ) throws {
    self.pipeline = pipeline
    self.options = options
    let registerPath = options.register ?? pipeline.register
    let reportPath = options.report ?? pipeline.report
    var reading = try ReadingSetting(
      pipeline, register: registerPath, output: output,
      key: options.records != nil ? .required : options.isDryRun ? .lent : .made)
    reading.xml = options.xml
    self.reading = reading
    let (register, policy) = (reading.register, reading.policy)
    budget = try readBudget(
      budget: pipeline.budget, allocation: pipeline.allocation, subsidyLine: pipeline.subsidyLine)
    (lists, unreadEntries) = try readLists(pipeline.lists, period: policy.period)
    books = FundBooks(
      budget: budget, vouchers: try pipeline.vouchers.map { try readVouchers(path: $0.file) },
      purposes: pipeline.vouchers?.purposes ?? [:], evidence: readEvidence(pipeline.evidence, limits: pipeline.limits))
    if readsReport { report = try ReportStage(report: reportPath, claims: pipeline.claims) }
    paths = pipeline.references(register: registerPath, report: reportPath)
    references = paths.map { role, path in
      RunManifest.Reference(
        role: role, name: URL(fileURLWithPath: path).lastPathComponent, sha256: fileDigest(path) ?? "")
    }
    let inbox =
      try given ?? options.records.map { try Inbox(records: $0, setting: reading) }
      ?? Inbox(
        path: options.inbox ?? pipeline.inbox, pipeline: pipeline, register: register,
        skipping: paths.dropFirst().map(\.path))
    self.inbox = inbox
    var policies: [Int: Policy] = [:]
    for folder in inbox.folders { policies[folder.county] = try reading.policy(of: folder.county) }
    self.policies = policies
    func county(_ name: String, option: String) throws -> Int {
      guard
        let county = inbox.folders.first(where: {
          register.counties[$0.county].name == name || register.counties[$0.county].code == name
            || $0.settings.folders.contains(name) || $0.settings.name == name
        })
      else {
        let known = inbox.folders.map { register.counties[$0.county].name }
        let near = nearest(
          name, of: known + inbox.folders.flatMap { [register.counties[$0.county].code] + $0.settings.folders })
        throw SetupError(
          pipeline.file,
          zh: "流程中没有县“\(name)”" + (near.map { "；是否为“\($0)”？" } ?? "；有：" + known.prefix(12).joined(separator: "、")),
          en: "the pipeline has no county \"\(name)\""
            + (near.map { "; did you mean \"\($0)\"?" } ?? "; it has " + known.prefix(12).joined(separator: ", ")),
          mend: near.map { "\(option) \($0)" })
      }
      return county.county
    }
    chosen = try options.counties.map { try county($0, option: "--county") }
    self.options.acceptsShrink = try options.acceptsShrink.map {
      $0 == "all" ? $0 : register.counties[try county($0, option: "--accept-shrink")].code
    }
  }

  /// What was set on the command line and matters to the result.
  var settings: RunManifest.Settings {
    .init(
      counties: chosen.map { register.counties[$0].code }, failOn: (options.failOn ?? pipeline.failOn).rawValue,
      asOf: (options.asOf ?? pipeline.asOf).map { "\($0)" }, acceptsShrink: options.acceptsShrink.sorted(),
      readsRecords: options.records == nil ? nil : true)
  }

  /// Whether persons are known by their keyed hashes alone: some uploads were read elsewhere, now or when a county was last good.
  func knowsKeysOnly(_ past: Past) -> Bool { options.records != nil || past.readRecords }

  /// The lists of persons, told as the members are.
  func lists(_ past: Past) -> [EvidenceList] {
    guard knowsKeysOnly(past) else { return lists }
    let terms = reading.terms
    return lists.map { list in
      let persons = list.persons.map { id, entry in
        (IDNumber(key: terms.person(id), facts: id.facts(at: terms.until)), entry)
      }
      return EvidenceList(kind: list.kind, persons: Dictionary(persons, uniquingKeysWith: { a, _ in a }))
    }
  }

  /// The digest of all that counties share.
  func common(_ past: Past) -> String {
    let shared = references.filter { !["report", "claims"].contains($0.role) }
    let parts =
      [programVersion, programBuild, key.id, pipeline.subsidyLine]
      + (options.xml == .plain ? [] : [options.xml.rawValue]) + (knowsKeysOnly(past) ? ["keys only"] : [])
      + shared.map { "\($0.role) \($0.name) \($0.sha256)" }
    return sha256(Array(parts.joined(separator: "\u{1E}").utf8))
  }

  /// The digest of everything that the result depends on.
  func inputKey(_ inputs: [SeenInput], past: Past) -> String {
    digestOfInputs(
      settings: settings, references: references, keyID: key.id, strays: inbox.strays,
      uploads: inputs.filter { $0.status != UploadStatus.lastGood.rawValue }, acknowledgements: past.acknowledgements)
  }

  /// Keeps the files beside the uploads, so that the run can be done again.
  func keepReferences(_ archive: InputArchive) throws {
    // Evidence that is missing is told by the claims that need it.
    for ((role, path), reference) in zip(paths, references) where !reference.sha256.isEmpty {
      guard let data = FileManager.default.contents(atPath: path), sha256(data) == reference.sha256 else {
        throw SetupError(path, zh: "文件在运行期间被改动", en: "the file changed while the run was reading it")
      }
      try archive.keep([UInt8](data), sha256: reference.sha256, owner: role + " " + path)
    }
  }
}

extension PipelineFile {
  /// The files beside the uploads, by what they are; itself first.
  func references(register: String, report: String?) -> [(role: String, path: String)] {
    [
      ("pipeline", file), ("register", register), ("policy", policy), ("aliases", aliases), ("budget", budget),
      ("allocation", allocation), ("report", report), ("claims", claims), ("vouchers", vouchers?.file),
    ].compactMap { role, path in path.map { (role, $0) } }
      + evidenceFiles.map { ("evidence", $0) }
      + EvidenceListKind.allCases.compactMap { kind in lists[kind].map { ("list " + kind.rawValue, $0) } }
  }

  /// The files of its evidence, each once, in the order in which it names them.
  var evidenceFiles: [String] {
    var seen: Set<String> = []
    return evidence.map(\.file).filter { seen.insert($0).inserted }
  }
}
