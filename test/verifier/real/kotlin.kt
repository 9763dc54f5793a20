// asked: UploadService.store
@file:JvmName("Uploads")

package acme.uploads

import acme.audit.AuditTrail
import acme.audit.Entry as AuditEntry
import acme.scan.*
import java.io.InputStream
import java.time.Instant
import java.util.concurrent.ConcurrentHashMap
import kotlin.math.min

/** What can become of an upload. */
sealed interface Outcome {
    data class Stored(val id: String, val size: Long) : Outcome
    data class Refused(val why: String) : Outcome
    object Empty : Outcome
}

enum class Level(val weight: Int) {
    LOW(1) {
        override fun describe() = "low"
    },
    HIGH(2) {
        override fun describe() = "high"
    };

    abstract fun describe(): String
}

typealias Listener = (Outcome) -> Unit

fun interface Clock {
    fun now(): Instant
}

@Target(AnnotationTarget.FUNCTION)
annotation class Guarded(val role: String = "user", vararg val others: String)

abstract class Service<T : Any>(protected val name: String) {
    private val listeners = mutableListOf<Listener>()

    abstract fun check(input: T): Boolean

    open fun on(listener: Listener): Service<T> = apply { listeners += listener }

    protected fun tell(outcome: Outcome) {
        listeners.forEach { it(outcome) }
    }
}

class UploadService(
    private val scanner: Scanner,
    private val clock: Clock = Clock { Instant.now() },
    limit: Long,
) : Service<ByteArray>("uploads"), AutoCloseable by scanner {
    private val kept: MutableMap<String, ByteArray> = ConcurrentHashMap()
    private val maximum: Long = min(limit, LIMIT)
    val size: Int
        get() = kept.size
    var last: Instant? = null
        private set

    init {
        require(limit > 0) { "limit must be positive, not $limit" }
    }

    constructor(scanner: Scanner) : this(scanner, limit = LIMIT) {
        log("made with ${scanner.name} and a limit of $maximum")
    }

    override fun check(input: ByteArray): Boolean = input.isNotEmpty() && input.size <= maximum

    @Guarded(role = "writer")
    @Throws(IllegalStateException::class)
    suspend fun store(id: String, stream: InputStream?, level: Level = Level.LOW): Outcome {
        val bytes = stream?.use { it.readBytes() } ?: return Outcome.Empty
        if (!check(bytes)) return refused(id, "size")
        val outcome = when (val found = scanner.scan(bytes)) {
            is Clean -> Outcome.Stored(id, bytes.size.toLong())
            is Infected -> refused(id, found.name)
            else -> throw IllegalStateException("scanner said $found")
        }
        if (outcome is Outcome.Stored) {
            kept[id] = bytes
            last = clock.now()
        }
        tell(outcome)
        return outcome.also { AuditTrail.write(AuditEntry(id, level.weight, it)) }
    }

    private fun refused(id: String, why: String): Outcome.Refused {
        log("""refused "$id": ${why.lowercase()}""")
        return Outcome.Refused(why)
    }

    fun pairs(): List<Pair<String, Int>> {
        val found = ArrayList<Pair<String, Int>>()
        outer@ for ((key, value) in kept) {
            for (byte in value) {
                if (byte.toInt() == 0) continue@outer
                if (found.size > 100) break@outer
            }
            found += key to value.size
        }
        return found.sortedWith(compareBy({ it.second }, { it.first }))
    }

    operator fun get(id: String): ByteArray? = kept[id]

    companion object {
        const val LIMIT = 10L * 1024 * 1024

        @JvmStatic
        fun local(): UploadService = UploadService(Scanner.local()).apply { on(::println) }
    }
}

inline fun <reified T> Any?.ifIs(block: (T) -> Unit): Boolean where T : Outcome {
    if (this !is T) return false
    block(this as T)
    return true
}

internal tailrec fun depth(path: String, so: Int = 0): Int =
    if ('/' !in path) so else depth(path.substringAfter('/'), so + 1)

val String.safe: String get() = replace(Regex("[^\\w.-]"), "_").trim('_')

private val log: (String) -> Unit by lazy { { line: String -> System.err.println(line) } }

fun main(args: Array<String>) {
    val service = UploadService.local()
    val watcher = object : Clock {
        override fun now() = Instant.EPOCH
    }
    var left = args.size
    do {
        left--
        try {
            println("${watcher.now()} ${args.getOrNull(left)?.safe ?: "nothing"}")
        } catch (problem: RuntimeException) {
            log(problem.message ?: "unknown")
        } finally {
            service.close()
        }
    } while (left > 0 || service.size !in 0..10)
}
