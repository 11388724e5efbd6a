// Sources of Dispatch may be used from any thread, and are not yet marked so.
@preconcurrency internal import Dispatch

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Ctrl-C and a polite end, as something that can be waited for.
struct StopSignals: Sendable {
    private let stream: AsyncStream<Void>

    /// Once it is made, no signal is lost any more.
    init() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        self.stream = stream
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGINT, SIGTERM] {
            // Dispatch sees a signal only where it does nothing by itself.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            // It listens a moment after it was told to.
            await withCheckedContinuation { listening in
                source.setRegistrationHandler { listening.resume() }
                source.resume()
            }
            sources.append(source)
        }
        continuation.onTermination = { [sources] _ in sources.forEach { $0.cancel() } }
    }

    /// Waits for the first.
    func wait() async { for await _ in stream { return } }
}
