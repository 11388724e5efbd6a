import Foundation
import Testing

/// The properties that `script/fuzz` tries for hours, tried for a moment with each test run: the seeds, and mutations of
/// them by a generator with a fixed start. `ROLLBOOK_MUTANTS=100000` tries more, `ROLLBOOK_SEED` others.
@Suite struct SeedTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let mutants = environment["ROLLBOOK_MUTANTS"].flatMap(Int.init) ?? 300
    private static let seed = environment["ROLLBOOK_SEED"].flatMap(UInt64.init) ?? 1

    @Test(.timeLimit(.minutes(10)), arguments: Property.all.map(\.name)) func holds(_ name: String) throws {
        let property = try #require(Property.named(name))
        let seeds = Seeds.of(name)
        #expect(!seeds.isEmpty)
        var mutation = Mutation(seed: Self.seed)
        for input in seeds { expect(property, input) }
        for _ in 0..<Self.mutants { expect(property, mutation.mutant(of: seeds)) }
    }

    private func expect(_ property: Property, _ input: [UInt8]) {
        do {
            try property.check(input)
        } catch {
            let text = String(decoding: input.prefix(2_000), as: UTF8.self).debugDescription
            Issue.record("\(property.name): \(error)\ninput, base64: \(Data(input).base64EncodedString()): \(text)")
        }
    }
}

/// Inputs made of others: words put in, pieces cut out, doubled or brought from elsewhere, bytes changed.
private struct Mutation {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next(_ bound: Int) -> Int {
        // SplitMix64 (Steele, Lea, Flood 2014).
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(max(1, bound)))
    }

    private mutating func range(in input: [UInt8]) -> Range<Int> {
        let start = next(input.count + 1)
        return start..<min(input.count, start + next(40))
    }

    mutating func mutant(of seeds: [[UInt8]]) -> [UInt8] {
        var input = seeds[next(seeds.count)]
        // Long ones say little more than a part of them, and take long.
        if input.count > 2_000, next(8) > 0 {
            let start = next(input.count - 1_000)
            input = Array(input[..<min(1, input.count)] + input[start..<start + 1_000])
        }
        for _ in 0...next(6) {
            let place = range(in: input)
            switch next(6) {
            case 0: input.removeSubrange(place)
            case 1: input.insert(contentsOf: input[place], at: place.lowerBound)
            case 2:
                let other = seeds[next(seeds.count)]
                input.replaceSubrange(place, with: other[range(in: other)])
            case 3 where !input.isEmpty: input[next(input.count)] = UInt8(next(256))
            default:
                input.replaceSubrange(
                    place.lowerBound..<place.lowerBound,
                    with: Seeds.words[next(Seeds.words.count)].utf8
                )
            }
        }
        return input
    }
}
