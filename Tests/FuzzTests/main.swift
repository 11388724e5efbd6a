import Foundation

// The program that script/fuzz builds: libFuzzer over one of the properties. It is no part of the tests.
//
//     fuzz --names                 the properties, a line each
//     fuzz --seeds NAME FOLDER     writes what mutations of the property start from
//     fuzz --words                 the dictionary
//     ROLLBOOK_FUZZ_TARGET=NAME fuzz ...    libFuzzer's own options and folders

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
private typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

/// libFuzzer as a library; its header is not part of the compiler.
@_extern(c, "LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<Arguments>,
    _ callback: Callback
) -> CInt

private func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(2)
}

private let property = Property.named(
    ProcessInfo.processInfo.environment["ROLLBOOK_FUZZ_TARGET"] ?? ""
)

private func main() -> CInt {
    let words = CommandLine.arguments
    switch words.dropFirst().first {
    case "--names":
        for property in Property.all { print(property.name) }
        return 0
    case "--words":
        for word in Seeds.words {
            print("\"" + word.utf8.map { String(format: "\\x%02X", $0) }.joined() + "\"")
        }
        return 0
    case "--seeds":
        guard words.count == 4 else { fail("fuzz --seeds NAME FOLDER") }
        for (index, seed) in Seeds.of(words[2]).enumerated() {
            let file = URL(fileURLWithPath: words[3]).appendingPathComponent("seed-\(index)")
            do { try Data(seed).write(to: file) } catch { fail("\(error)") }
        }
        return 0
    default: break
    }
    guard property != nil else { fail("ROLLBOOK_FUZZ_TARGET names no property: see fuzz --names") }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    return runDriver(&count, &arguments) { start, count in
        do {
            // Unsafe: libFuzzer hands out its own memory, which is copied at once.
            try property?.check(Array(UnsafeBufferPointer(start: start, count: count)))
        } catch {
            FileHandle.standardError.write(Data("PROPERTY BROKEN: \(error)\n".utf8))
            abort()
        }
        return 0
    }
}

exit(main())
