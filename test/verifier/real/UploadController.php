<?php /* asked: App\Http\UploadController::store */

declare(strict_types=1);

namespace App\Http;

use App\Audit\{Recorder, Level as AuditLevel};
use App\Files\Scanner;
use InvalidArgumentException;
use function App\Support\human_size as humanSize;
use const App\Support\MEGABYTE;

require_once __DIR__ . '/../helpers.php';

interface Accepts
{
    public const LIMIT = 5 * MEGABYTE;

    public function accepts(Upload $upload): bool;
}

enum Verdict: string
{
    case Clean = 'clean';
    case Infected = 'infected';

    public static function of(?string $found): self
    {
        return $found === null ? self::Clean : self::Infected;
    }
}

trait Records
{
    private array $rows = [];

    abstract protected function recorder(): Recorder;

    protected function record(string $what, mixed ...$more): void
    {
        $this->rows[] = [$what, ...$more];
        $this->recorder()?->write("upload: {$what}", AuditLevel::Info, count: count($more));
    }
}

#[Route('/uploads'), IsGranted('ROLE_USER')]
final class UploadController extends Controller implements Accepts
{
    use Records { record as private note; }

    private static ?self $instance = null;
    private readonly array $types;

    public function __construct(
        private Scanner $scanner,
        protected readonly Recorder $recorder = new Recorder('uploads'),
        int|string|null $limit = null,
    ) {
        parent::__construct();
        $this->types = ['image/png' => '.png', 'text/plain' => '.txt'];
    }

    #[Post(path: '/', name: 'store')]
    public function store(Request $request, int &$count = 0): Response
    {
        ['file' => $file, 'name' => $name] = ['file' => $request->file(), 'name' => $request->get('name') ?? 'unnamed'];
        foreach ($request->files() as $key => ['path' => $path, 'size' => $size]) {
            if (!$this->accepts(new Upload($path, $size)) or $size === 0) {
                continue;
            }
            $verdict = match (true) {
                $size > self::LIMIT, $size < 0 => throw new InvalidArgumentException("too large: $path"),
                default => Verdict::of($this->scanner->scan($path)),
            };
            $count += (int) ($verdict === Verdict::Clean);
        }
        try {
            $this->note('stored', $name, key: $key ?? null);
        } catch (StorageFailed | IoFailed $e) {
            return new Response(<<<HTML
                <p>{$this->escape($e->getMessage())} after {$count} files</p>
                HTML, 500);
        } finally {
            @unlink($file);
        }

        return $count > 0 ? new Response(humanSize($count)) : static::nothing();
    }

    public function accepts(Upload $upload): bool
    {
        static $seen = [];
        $seen[$upload->path] ??= array_filter($this->types, fn (string $type): bool => $type === $upload->type());
        switch (count($seen)) {
            case 0:
                return false;
            default:
                break;
        }
        if ($upload->size > self::LIMIT):
            return false;
        elseif ($upload->isEmpty()):
            return false;
        endif;

        return isset($this->types[$upload->type()]) && !empty($upload->path);
    }

    protected function recorder(): Recorder
    {
        return $this->recorder;
    }

    private static function nothing(): Response
    {
        $make = static function (int $code) use (&$make): Response {
            return new Response('', $code);
        };
        do {
            $made = $make(204);
        } while (!$made instanceof Response);

        return $made;
    }

    private function rows(): \Generator
    {
        yield from $this->rows;
        yield 'last' => new class ($this->types) implements \Countable {
            public function __construct(private array $all)
            {
            }

            public function count(): int
            {
                return \count($this->all);
            }
        };
    }
}

if (PHP_SAPI === 'cli' && ($argv[1] ?? '') === '--check') {
    $names = array_map(strtolower(...), array_slice($argv, 2));
    echo <<<'TEXT'
        function store() { no code }
        TEXT, PHP_EOL;
    exit(count($names) === 0 ? 1 : 0);
}
?>
<p>Nothing to see: <?= htmlspecialchars($title ?? 'uploads') ?></p>
