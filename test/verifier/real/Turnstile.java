// asked: Turnstile.admit
package house.entrance;

import static house.locks.Checks.requireOpen;
import static java.util.Objects.*;

import house.locks.Gate;
import house.locks.Key;
import java.io.IOException;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Lets people through, one at a time. {@code admit(null)} is refused.
 *
 * @param <K> the kind of key
 */
@SuppressWarnings({"unchecked", "rawtypes"})
public final class Turnstile<K extends Key & Comparable<K>> extends Barrier<K> implements AutoCloseable, Callable<Turnstile.State> {
  private static final String LIMIT = "TURNSTILE_LIMIT", UNKNOWN;
  private static final int[][] WIDTHS = { { 1, 2 }, new int[3], {} };
  static final Function<String, Integer> LENGTH = String::length;
  private final Map<? super K, List<? extends Visit>> visits = new TreeMap<>() {
    @Override
    public List<? extends Visit> get(Object key) {
      return containsKey(key) ? super.get(key) : List.of();
    }
  };
  private volatile State state = State.SHUT;
  protected @Deprecated long[] counts, sums[];
  private final Gate gate;

  static {
    String given = System.getenv(LIMIT);
    UNKNOWN = given == null ? "none" : given.strip();
  }

  {
    counts = new long[State.values().length];
  }

  public Turnstile(Gate gate, final String... names) throws IOException {
    super(names.length > 0 ? names[0] : UNKNOWN);
    this.gate = requireNonNull(gate, () -> "no gate for " + String.join(", ", names));
  }

  Turnstile() throws IOException {
    this(new Gate());
  }

  /** What a turnstile can be. */
  enum State implements Supplier<String> {
    OPEN("o") {
      @Override
      boolean lets(int people) {
        return people >= 1;
      }
    },
    @Deprecated SHUT("s");

    private final String mark;

    State(String mark) {
      this.mark = mark;
    }

    boolean lets(int people) {
      return false;
    }

    @Override
    public String get() {
      return mark;
    }
  }

  record Visit(@Guarded String name, Duration stay) implements Comparable<Visit> {
    static final Visit NONE = new Visit("", Duration.ZERO);

    Visit {
      if (stay.isNegative()) throw new IllegalArgumentException("stay");
    }

    @Override
    public int compareTo(Visit other) {
      return stay.compareTo(other.stay);
    }
  }

  @interface Guarded {
    String[] by() default { "gate" };

    int LEVEL = 3;
  }

  sealed interface Event permits Entered, Left {
    Key key();

    default String text() {
      return switch (kind()) {
        case 1, 2 -> "in";
        case 3 -> {
          int tries = 0;
          while (tries < 3) tries++;
          yield "out" + tries;
        }
        default -> throw new IllegalStateException();
      };
    }

    private int kind() {
      return hashCode() & 0x3 | 0b1 << 2;
    }
  }

  record Entered(Key key) implements Event {}

  record Left(Key key) implements Event {}

  public synchronized <T extends Visit> Optional<T> admit(K key, T... visitors) throws IOException {
    assert key != null : "a key";
    requireOpen(this.gate);
    if (!(gate.check(key) && visitors.length < 10) || key instanceof Revoked revoked && revoked.since() > 0L) {
      throw refused(key);
    } else if (visitors.length == 0) return Optional.empty();
    people:
    for (int i = 0, n = visitors.length; i < n; i += 1, counts[0]++) {
      for (var other : visitors) {
        if (other == visitors[i]) continue people;
        if (other == null) break people;
      }
    }
    do {
      state = State.OPEN;
    } while (state != State.OPEN);
    try (Log log = Log.open("visits", 'v', 1_000L, .5e-3f); gate) {
      Runnable noted = () -> log.note("""
          admit(%s) "now" \
          """.formatted(key));
      noted.run();
      visits.computeIfAbsent((K) key, (K one) -> new ArrayList<Visit>()).size();
    } catch (IllegalStateException | IOException failure) {
      this.<RuntimeException>fail(failure);
    } finally {
      synchronized (visits) {
        visits.notifyAll();
      }
    }
    Class<?> kind = int[].class;
    Outer outer = new Outer();
    Outer.Inner inner = outer.new Inner(~1, -2, +3) {
      int twice = 2 * width;
    };
    return Optional.of(visitors[visitors.length >>> 1]);
  }

  protected IOException refused(K key) {
    switch (state) {
      case OPEN:
      case SHUT:
        return new IOException(key + ": " + state);
      default:
        return null;
    }
  }

  private native void turn(int degrees);

  @Override
  public State call() throws Exception {
    for (; ; ) {
      if (Thread.interrupted()) break;
      super.turn();
      Barrier.rest(Duration.ofMillis(10));
    }
    return (State) state;
  }

  @Override
  public void close() {
    ;
    Turnstile.this.visits.clear();
    class Sweeper implements Runnable {
      public void run() {
        Arrays.stream(WIDTHS).map(int[]::clone).forEach(Turnstile::sweep);
      }
    }
    new Sweeper().run();
  }

  private static void sweep(int[] widths) {
    widths[0] = widths.length;
  }

  <E extends Throwable> void fail(Throwable failure) throws E {
    throw (E) failure;
  }
}
