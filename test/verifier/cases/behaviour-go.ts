/** Values, errors, middleware and headers of Go. */
import { handles, registers, setsHeader, validates } from './case.ts';
import type { VerdictCase } from './case.ts';

const go = (source: string): string => `package p\n${source}`;

export const cases: readonly VerdictCase[] = [
  handles('go', 'Load', 'the error goes to the blank name', go('func Load(p string) []byte {\n\tb, _ := os.ReadFile(p)\n\treturn b\n}\n'), 'fail', 'stub'),
  handles('go', 'Load', 'tested, wrapped and given back', go('func Load(p string) ([]byte, error) {\n\tb, err := os.ReadFile(p)\n\tif err != nil {\n\t\treturn nil, fmt.Errorf("load: %w", err)\n\t}\n\treturn b, nil\n}\n'), 'pass', 'declared'),
  handles('go', 'Load', 'tested and ignored', go('func Load(p string) []byte {\n\tb, err := os.ReadFile(p)\n\tif err != nil {\n\t}\n\treturn b\n}\n'), 'fail', 'stub'),
  handles('go', 'Load', 'tested and only logged', go('func Load(p string) []byte {\n\tb, err := os.ReadFile(p)\n\tif err != nil {\n\t\tlog.Println(err)\n\t}\n\treturn b\n}\n'), 'fail', 'stub'),
  handles('go', 'Load', 'tested, and nothing is given back', go('func Load(p string) ([]byte, error) {\n\tb, err := os.ReadFile(p)\n\tif err != nil {\n\t\treturn nil, nil\n\t}\n\treturn b, nil\n}\n'), 'fail', 'stub'),
  handles('go', 'Load', 'given back without a test', go('func Load(p string) ([]byte, error) {\n\tb, err := os.ReadFile(p)\n\treturn b, err\n}\n'), 'pass'),
  handles('go', 'Load', 'declared in the condition', go('func Load(p string) error {\n\tif err := os.Remove(p); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\n'), 'pass'),
  handles('go', 'Load', 'the branch is the good way', go('func Load(p string) error {\n\tif err := os.Remove(p); err == nil {\n\t\treturn nil\n\t} else {\n\t\treturn err\n\t}\n}\n'), 'pass'),
  handles('go', 'Load', 'the whole outcome goes to the blank name', go('func Load(p string) {\n\t_ = os.Remove(p)\n}\n'), 'fail', 'stub'),
  handles('go', 'Load', 'one is given back, another thrown away', go('func Load(p string) error {\n\t_ = os.Remove(p)\n\t_, err := os.Create(p)\n\treturn err\n}\n'), 'undecidable', 'ambiguous'),
  handles('go', 'Load os.Create', 'claimed by the call that is given back', go('func Load(p string) error {\n\t_ = os.Remove(p)\n\t_, err := os.Create(p)\n\treturn err\n}\n'), 'pass'),
  handles('go', 'Load os.Remove', 'claimed by the call that is thrown away', go('func Load(p string) error {\n\t_ = os.Remove(p)\n\t_, err := os.Create(p)\n\treturn err\n}\n'), 'fail', 'stub'),
  handles('go', 'Load', 'another function has it', go('func Load(p string) {\n\tos.Remove(p)\n}\nfunc Other(p string) error {\n\terr := os.Remove(p)\n\treturn err\n}\n'), 'fail', 'not_found'),
  validates('go', 'Create mail', 'a guard gives back an error', go('func Create(mail string) error {\n\tif mail == "" {\n\t\treturn errors.New("mail")\n\t}\n\treturn store(mail)\n}\n'), 'pass', 'declared'),
  validates('go', 'Create mail', 'stored before the guard', go('func Create(mail string) error {\n\tstore(mail)\n\tif mail == "" {\n\t\treturn errors.New("mail")\n\t}\n\treturn nil\n}\n'), 'fail', 'not_found'),
  validates('go', 'Create mail', 'the guard only logs', go('func Create(mail string) error {\n\tif mail == "" {\n\t\tlog.Println("mail")\n\t}\n\treturn store(mail)\n}\n'), 'fail', 'not_found'),
  validates('go', 'Create number', 'parsed, and the error tested', go('import "strconv"\nfunc Create(number string) error {\n\tn, err := strconv.Atoi(number)\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn store(n)\n}\n'), 'pass'),
  validates('go', 'Create number', 'parsed, and the error thrown away', go('import "strconv"\nfunc Create(number string) error {\n\tn, _ := strconv.Atoi(number)\n\treturn store(n)\n}\n'), 'fail', 'not_found'),
  validates('go', 'Create mail', 'never used and never checked', go('func Create(mail string) error {\n\treturn nil\n}\n'), 'fail'),
  registers('go', 'Recovery', 'used by an engine of gin', go('import "github.com/gin-gonic/gin"\nfunc Run() {\n\tr := gin.New()\n\tr.Use(gin.Recovery())\n\tr.Run()\n}\n'), 'pass', 'unconditional'),
  registers('go', 'Recovery', 'a comment', go('import "github.com/gin-gonic/gin"\nfunc Run() {\n\tr := gin.New()\n\t// r.Use(gin.Recovery())\n\tr.Run()\n}\n'), 'fail', 'not_found'),
  registers('go', 'middleware.Logger', 'used by a router of chi', go('import (\n\t"github.com/go-chi/chi/v5"\n\t"github.com/go-chi/chi/v5/middleware"\n)\nfunc Run() {\n\tr := chi.NewRouter()\n\tr.Use(middleware.Logger)\n}\n'), 'pass', 'unconditional'),
  setsHeader('go', 'X-Frame-Options', 'set on the writer', go('func Handle(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Set("X-Frame-Options", "DENY")\n}\n'), 'pass', 'declared'),
  setsHeader('go', 'X-Frame-Options', 'deleted', go('func Handle(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Del("X-Frame-Options")\n}\n'), 'fail', 'reference_only'),
  setsHeader('go', 'X-Token', 'set on a request', go('func Ask(req *http.Request) {\n\treq.Header.Set("X-Token", "a")\n}\n'), 'fail', 'other_receiver'),
  setsHeader('go', 'X-Frame-Options', 'set on a context of gin', go('import "github.com/gin-gonic/gin"\nfunc Handle(c *gin.Context) {\n\tc.Header("X-Frame-Options", "DENY")\n}\n'), 'pass'),
  setsHeader('go', 'X-Frame-Options', 'only read', go('func Handle(w http.ResponseWriter, r *http.Request) {\n\t_ = w.Header().Get("X-Frame-Options")\n}\n'), 'fail', 'not_found'),
];
