// asked: UploadService.store
package acme.uploads

import acme.audit.{AuditTrail, Entry => AuditEntry, Silent => _}
import acme.scan._
import java.time.Instant
import scala.annotation.tailrec
import scala.concurrent.{ExecutionContext, Future}
import scala.util.control.NonFatal
import scala.util.{Failure, Success, Try}

/** What can become of an upload. */
sealed trait Outcome {
  def isStored: Boolean = false
}
object Outcome {
  final case class Stored(id: String, size: Long) extends Outcome {
    override def isStored: Boolean = true
  }
  final case class Refused(why: String) extends Outcome
  case object Empty extends Outcome
}

trait Clock {
  def now(): Instant
}

class audited(role: String = "user") extends scala.annotation.StaticAnnotation

abstract class Service[-A](protected val name: String)(implicit ec: ExecutionContext) { self: Clock =>
  type Listener = Outcome => Unit

  private[this] var listeners: List[Listener] = Nil

  def check(input: A): Boolean

  def on(listener: Listener): this.type = {
    listeners = listener :: listeners
    this
  }

  protected def tell(outcome: Outcome): Unit = listeners.foreach(_(outcome))

  def later[B](work: => B): Future[B] = Future {
    log(s"started at ${self.now()}")
    work
  }
}

class UploadService(scanner: Scanner, limit: Long)(implicit ec: ExecutionContext)
    extends Service[Array[Byte]]("uploads")
    with Clock
    with AutoCloseable {

  require(limit > 0, s"limit must be positive, not $limit")

  private val kept = scala.collection.mutable.Map.empty[String, Array[Byte]]
  private lazy val maximum: Long = math.min(limit, UploadService.Limit)
  private var last: Option[Instant] = None

  def this(scanner: Scanner)(implicit ec: ExecutionContext) = {
    this(scanner, UploadService.Limit)
    log("made with the usual limit")
  }

  override def now(): Instant = Instant.now()

  override def check(input: Array[Byte]): Boolean = input.nonEmpty && input.length <= maximum || input == UploadService.Probe

  @audited(role = "writer")
  @throws[IllegalStateException]
  def store(id: String, bytes: Array[Byte], retries: Int = 2): Outcome = {
    if (!check(bytes)) return refused(id, "size")
    val outcome = Try(scanner.scan(bytes)) match {
      case Success(Nil) => Outcome.Stored(id, bytes.length.toLong)
      case Success(first :: _) => refused(id, first)
      case Failure(NonFatal(problem)) if retries > 0 =>
        log(problem.getMessage)
        store(id, bytes, retries - 1)
      case Failure(problem) => throw new IllegalStateException("scanner", problem)
    }
    if (outcome.isStored) {
      kept(id) = bytes
      last = Some(now())
    }
    tell(outcome)
    AuditTrail.write(AuditEntry(id, outcome))
    outcome
  }

  private def refused(id: String, why: String): Outcome = {
    log(s"""refused "$id": ${why.toLowerCase}""")
    Outcome.Refused(why)
  }

  def sizes(over: Int): Seq[(String, Int)] = {
    val pairs = for {
      (name, bytes) <- kept.toSeq
      size = bytes.length
      if size > over
    } yield name -> size
    pairs.sortBy { case (name, size) => (-size, name) }
  }

  @tailrec
  final def depth(path: List[String], so: Int = 0): Int = path match {
    case Nil => so
    case "" :: rest => depth(rest, so)
    case _ :: rest => depth(rest, so + 1)
  }

  def watch(): Unit = {
    val watcher = new Thread(() => println(kept.size)) {
      override def run(): Unit =
        try super.run()
        catch { case _: InterruptedException => close() }
        finally log("no longer watching")
    }
    var turns = 0
    while (turns < 3 && !watcher.isAlive) {
      watcher.start()
      turns += 1
    }
    do { turns -= 1 } while (turns > 0)
  }

  override def close(): Unit = kept.clear()
}

object UploadService {
  val Limit: Long = 10L * 1024 * 1024
  private val Probe = Array[Byte](0x00, 0x01)

  def apply(scanner: Scanner)(implicit ec: ExecutionContext): UploadService = new UploadService(scanner)

  implicit class SafeName(val name: String) extends AnyVal {
    def safe: String = name.replaceAll("[^\\w.-]", "_").stripPrefix("_")
  }
}

enum Level(val weight: Int):
  case Low extends Level(1)
  case High extends Level(2)

  def describe: String =
    if weight > 1 then "high"
    else "low"

trait Show[A]:
  extension (a: A) def show: String

given Show[Level] with
  extension (a: Level) def show: String = a.describe.toUpperCase

extension (outcome: Outcome)
  def summary(using level: Level): String =
    val words = List(outcome.toString, level.describe)
    words.map: word =>
      word.trim
    .mkString(", ")

def log(line: String): Unit = Console.err.println(line)

@main def run(args: String*): Unit =
  for arg <- args do
    println(Level.valueOf(arg).describe)
