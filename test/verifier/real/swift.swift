// asked: UploadService.store
import Foundation
import struct Logging.Logger
#if canImport(CryptoKit)
import CryptoKit
#endif

/// What can become of an upload.
public enum Outcome: Equatable {
    case stored(id: String, size: Int)
    case refused(String)
    case empty

    var isStored: Bool {
        if case .stored = self { return true }
        return false
    }
}

enum UploadError: Error {
    case tooLarge(Int), notClean(name: String)
    case closed
}

protocol Scanner: AnyObject {
    var name: String { get }
    func scan(_ data: Data) async throws -> [String]
}

extension Scanner {
    func isClean(_ data: Data) async throws -> Bool {
        let found = try await scan(data)
        return found.isEmpty
    }
}

@propertyWrapper
struct Clamped<Value: Comparable> {
    private var value: Value
    private let range: ClosedRange<Value>

    init(wrappedValue: Value, _ range: ClosedRange<Value>) {
        self.range = range
        self.value = min(max(wrappedValue, range.lowerBound), range.upperBound)
    }

    var wrappedValue: Value {
        get { return value }
        set { value = min(max(newValue, range.lowerBound), range.upperBound) }
    }
}

public final class UploadService<Store: Collection>: NSObject where Store.Element == Data {
    static let maximum = 10 * 1_024 * 1_024
    private let scanner: Scanner
    private weak var observer: AnyObject?
    private var kept: [String: Data] = [:] {
        willSet { log("about to keep \(newValue.count) of \(kept.count)") }
        didSet { changed() }
    }
    @Clamped(0...100) var level: Int = 1
    lazy var folder: URL = {
        let base = FileManager.default.temporaryDirectory
        return base.appendingPathComponent("uploads")
    }()

    init(scanner: Scanner, observer: AnyObject? = nil) {
        self.scanner = scanner
        self.observer = observer
        super.init()
    }

    deinit {
        log("closed after \(kept.count) uploads")
    }

    @discardableResult
    func store(_ id: String, data: Data?, retries count: Int = 2) async throws -> Outcome {
        guard let data = data, !data.isEmpty else {
            return .empty
        }
        defer { changed() }
        if data.count > Self.maximum || id.isEmpty && count < 1 {
            throw UploadError.tooLarge(data.count)
        }
        var left = count
        repeat {
            do {
                let names = try await scanner.scan(data)
                if let first = names.first { return .refused(first) }
                break
            } catch let error as UploadError {
                throw error
            } catch {
                left -= 1
                log(#"scanner "\#(scanner.name)" failed: \#(error)"#)
            }
        } while left > 0
        kept[id] = data
        return .stored(id: id, size: data.count)
    }

    func describe(_ outcome: Outcome) -> String {
        switch outcome {
        case .stored(let id, let size) where size > 0:
            return "stored \(id), \(size) bytes"
        case .refused(let why):
            return """
            refused:
              \(why.uppercased())
            """
        case .stored, .empty:
            return "nothing"
        }
    }

    func sizes(over limit: Int) -> [(String, Int)] {
        let pairs = kept.filter { $0.value.count > limit }.map { key, value in (key, value.count) }
        outer: for (name, size) in pairs {
            for byte in kept[name] ?? Data() where byte == 0 {
                if size > limit { continue outer }
            }
        }
        return pairs.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1 }
    }

    subscript(id: String) -> Data? {
        return kept[id]
    }

    private func changed() {
        func tell(_ what: String) {
            (observer as? Observer)?.changed?(what)
        }
        tell(folder.path)
    }

    #if DEBUG
    func forget() {
        kept.removeAll()
    }
    #else
    func forget() {}
    #endif
}

private extension String {
    var safe: String {
        return replacingOccurrences(of: "/", with: "_").trimmingCharacters(in: .whitespaces)
    }

    static func + (left: String, right: Int) -> String {
        return "\(left)\(right)"
    }
}

let log: (String) -> Void = { line in
    Logger(label: "uploads").info("\(line.safe)")
}

actor Counter {
    private(set) var value = 0

    func increment(by step: Int = 1) -> Int {
        value += step
        return value
    }
}

@available(iOS 15, macOS 12, *)
func digest<T: DataProtocol>(of data: T, using algorithm: @escaping (T) -> String? = { _ in nil }) rethrows -> String {
    guard #available(iOS 16, *), let text = algorithm(data) else { fatalError("no algorithm") }
    while let last = text.last, last == "=" { break }
    return text
}
