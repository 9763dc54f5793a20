// asked: Turnstile.Admit
#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using static System.Math;
using Locks = House.Locks;
using Visits = System.Collections.Generic.Dictionary<string, int>;

[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("House.Entrance.Tests")]

namespace House.Entrance
{
    #region What others see

    public delegate void Passed<in T>(object sender, T visit) where T : Visit;

    /// <summary>Lets people through, one at a time. <c>Admit(null)</c> is refused.</summary>
    public enum Mode : byte
    {
        Open = 1,
        [Obsolete("shut it")] Shut = Open << 1,
    }

    public record Visit(string Name, TimeSpan Stay)
    {
        public bool IsLong => Stay > TimeSpan.FromMinutes(30);

        public static Visit operator +(Visit a, Visit b) => a with { Stay = a.Stay + b.Stay };

        public static explicit operator TimeSpan(Visit visit) => visit.Stay;
    }

    public readonly record struct Width(int Centimetres);

    internal interface IBarrier
    {
        static abstract int Count { get; }

        Mode Mode { get; set; }

        void Shut() => Mode = Mode.Shut;
    }

    #endregion

    [Serializable, Obsolete("use a door", error: false)]
    public sealed partial class Turnstile<TKey>(Locks.Gate gate, ILogger? log = null) : Barrier(gate, 3), IAsyncDisposable
        where TKey : class, Locks.IKey, new()
    {
        private const string Limit = "TURNSTILE_LIMIT", Path = @"C:\house\""new""";
        private static readonly int[] Widths = { 60, 80, 90 };
        private static readonly Func<int, int> Half = static width => width / 2;
        private readonly object _lock = new();
        private Visits? _visits;

        public event Passed<Visit>? Passed;

        public event EventHandler Stuck
        {
            add { lock (_lock) { _stuck += value; } }
            remove => _stuck -= value;
        }

        public static int Count { get; private set; }

        public required Mode Mode { get; init; } = Mode.Open;

        public int this[string name]
        {
            get => _visits?[name] ?? 0;
            set { _visits ??= new Visits(); _visits[name] = value; }
        }

        static Turnstile() => Count = 0;

        public Turnstile(Locks.Gate gate, params string[] names) : this(gate, (ILogger?)null)
        {
            foreach (var (name, index) in names.Select((name, index) => (name, index))) this[name] = index;
        }

        ~Turnstile() => Dispose(false);

        [HttpPost("admit/{name}"), Authorize(Roles = "Owner")]
        [return: NotNull]
        public async Task<Visit?> Admit<T>([FromBody] TKey key, string name, CancellationToken stop = default) where T : Visit
        {
            ArgumentNullException.ThrowIfNull(key);
            if (key is null or { Revoked: true } || !await gate.CheckAsync(key, stop).ConfigureAwait(false))
                throw new UnauthorizedAccessException($"{nameof(key)} of {name,-10} is refused at {DateTime.UtcNow:O}");
            else if (key is Locks.MasterKey { Owner: var owner } master && master.Since > 0)
                log?.LogInformation("{Owner} came", owner);

            var tries = 0;
            do
            {
                switch (Mode)
                {
                    case Mode.Open when tries < 3:
                    case (Mode)7:
                        tries++;
                        continue;
                    case Mode.Shut:
                        goto default;
                    default:
                        break;
                }
            } while (tries is > 0 and < 3);

            try
            {
                using var held = await Hold(stop);
                checked { this[name] += 1; }
                Passed?.Invoke(this, new Visit(name, TimeSpan.Zero) { });
            }
            catch (Exception failure) when (failure is not OperationCanceledException && Handled(failure))
            {
                return default;
            }
            finally
            {
                Interlocked.Increment(ref _turns);
            }

            int Rest(int width) => width > 0 ? Rest(width - 1) : Abs(width);
            if (!int.TryParse(Environment.GetEnvironmentVariable(Limit), out var limit)) limit = Rest(Widths[^1]);
            var text = """
                admit("now");
                """ + $$"""{"limit": {{limit}}}""";
            string[] parts = [.. text.Split(',')[1..], "end"];
            Visit made = new(parts[0], TimeSpan.FromSeconds(limit));
            return made with { Name = made.Name.ToUpperInvariant() };
        }

        private static string Word(Mode mode, int people) => (mode, people) switch
        {
            (Mode.Open, 0) => "free",
            (Mode.Open, var n) when n > 3 => throw new InvalidOperationException(nameof(people)),
            ( _, < 0 or > 100) => "wrong",
            _ => "busy",
        };

        public IEnumerable<(string Name, int Times)> Often(int least)
        {
            var rows = from visit in _visits ?? Enumerable.Empty<KeyValuePair<string, int>>()
                       let times = visit.Value
                       where times >= least
                       orderby times descending, visit.Key
                       select new { visit.Key, times };
            foreach (var row in rows)
            {
                if (row.times == int.MaxValue) yield break;
                yield return (row.Key, row.times);
            }
        }

#if NET8_0_OR_GREATER
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
#else
        public async ValueTask DisposeAsync() { await Task.Yield(); }
#endif

        partial void Turned(int degrees);

        private unsafe int First(ReadOnlySpan<int> widths)
        {
            fixed (int* first = widths) { return *first; }
        }
    }

    internal static class Turnstiles
    {
        public static T? Widest<T>(this IEnumerable<T> all) where T : Barrier => all.MaxBy(one => one.Width);
    }
}
