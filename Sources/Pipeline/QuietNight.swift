import Foundation
import History

/// The last run's outcome, if this night's inputs are those of that run to the byte. That the night came is then written down.
func quietNight(_ setting: Setting, past: Past) -> RunOutcome? {
  guard let manifest = past.manifest, let folder = past.folder, past.tampered.isEmpty, manifest.tampered.isEmpty,
    // What a county stood on before may be in the archive again.
    Set(past.absent.map(\.county)).allSatisfy({ !past.uploads(of: $0).lost.isEmpty }),
    // A run of chosen counties did not look at the others' uploads.
    setting.chosen.isEmpty, manifest.settings.counties.isEmpty,
    let seen = setting.inbox.seen(ifLike: manifest, register: setting.register, redactions: past.redactions),
    setting.inputKey(seen, past: past) == manifest.inputKey,
    // What a person takes as right now was not, as long as it holds a county.
    Set(setting.options.acceptsShrink).isDisjoint(with: manifest.held + (manifest.held.isEmpty ? [] : ["all"])),
    // What was found damaged in the archive is kept anew by a run that has it.
    past.redactions.damaged.isDisjoint(with: seen.map(\.kept) + setting.references.map(\.sha256))
  else { return nil }
  let output = setting.options.output ?? setting.pipeline.output
  RunLock.noteLook(output, began: setting.options.started ?? Date(), isUnchanged: true)
  return RunOutcome(unchangedSince: manifest, folder: folder, setting: setting)
}
