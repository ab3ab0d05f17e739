import Domain

/// The chain from the register to the report as a picture.
struct ChainPicture {
  private let chain: Chain

  init(_ voice: Voice) {
    let bulletin = voice.bulletin
    chain = Chain(
      .init(
        counties: bulletin.counties.map(\.figures), budget: bulletin.publication.budget,
        claims: bulletin.publication.claims, subsidyLine: bulletin.subsidyLine,
        months: bulletin.publication.context.policy.months), language: voice.language)
  }

  /// Geometry and words for the template.
  var content: Fields {
    let colors: [Chain.Tone: String] = [.good: "#14652f", .fair: "#7a4b00", .bad: "#9b1c1c"]
    let signs: [Chain.Tone: String] = [.good: "✓", .fair: "!", .bad: "✗"]
    let step = 78
    let (nodes, ties) = (chain.nodes, chain.ties)
    let alt = nodes.enumerated().map { index, node in
      "\(node.name) \(node.value)" + (index < ties.count ? " — \(ties[index].text) — " : "")
    }.joined()
    return [
      "height": "\((nodes.count - 1) * step + 38)", "alt": alt,
      "nodes": nodes.enumerated().map { index, node -> Fields in
        ["y": "\(index * step + 2)", "line": "\(index * step + 25)", "name": node.name, "value": node.value]
      },
      "ties": ties.enumerated().map { index, tie -> Fields in
        [
          "top": "\(index * step + 36)", "bottom": "\((index + 1) * step + 2)", "middle": "\(index * step + 58)",
          "mark": "\(index * step + 63)", "color": colors[tie.tone] ?? "", "sign": signs[tie.tone] ?? "",
          "text": tie.text,
        ]
      },
    ]
  }
}
