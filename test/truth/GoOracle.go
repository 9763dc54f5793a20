// The structure of Go files by go/parser: functions with a body by the place of their end, calls by name, place of their
// end and the innermost function around them, imports. Reads a JSON list of texts, writes a JSON list; null: not Go.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"unicode/utf8"
)

type structure struct {
	Functions []string `json:"functions"`
	Calls     []string `json:"calls"`
	Imports   []string `json:"imports"`
}

// Offsets count bytes here, and units of UTF-16 there.
func units(text string) []int {
	at := make([]int, len(text)+1)
	count := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		for k := 0; k < size; k++ {
			at[i+k] = count
		}
		count++
		if r > 0xffff {
			count++
		}
		i += size
	}
	at[len(text)] = count
	return at
}

func named(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.ParenExpr:
		return named(e.X)
	case *ast.TypeAssertExpr:
		return named(e.X)
	case *ast.IndexListExpr:
		return named(e.X)
	case *ast.IndexExpr:
		if isType(e.Index) {
			return named(e.X)
		}
	}
	return ""
}

// Whether what stands in brackets can only be a type: a plain name may be a variable.
func isType(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return basic[e.Name]
	case *ast.ArrayType, *ast.MapType, *ast.ChanType, *ast.FuncType, *ast.StructType, *ast.InterfaceType:
		return true
	}
	return false
}

var basic = map[string]bool{}

func init() {
	for _, name := range []string{"bool", "byte", "comparable", "complex64", "complex128", "error", "float32", "float64", "int", "int8", "int16", "int32", "int64", "rune", "string", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "any"} {
		basic[name] = true
	}
}

func read(text string) *structure {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "subject.go", text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	at := units(text)
	base := files.File(file.Pos()).Base()
	end := func(n ast.Node) int { return at[int(n.End())-base] }
	found := &structure{[]string{}, []string{}, []string{}}
	for _, one := range file.Imports {
		path, _ := strconv.Unquote(one.Path.Value)
		found.Imports = append(found.Imports, fmt.Sprintf("%s@%d", path, files.Position(one.Pos()).Line))
	}
	var walk func(n ast.Node, within string)
	walk = func(n ast.Node, within string) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Body != nil {
					found.Functions = append(found.Functions, strconv.Itoa(end(n)))
					walk(n.Body, strconv.Itoa(end(n)))
				}
				return false
			case *ast.FuncLit:
				found.Functions = append(found.Functions, strconv.Itoa(end(n)))
				walk(n.Body, strconv.Itoa(end(n)))
				return false
			case *ast.ArrayType, *ast.MapType, *ast.ChanType, *ast.FuncType, *ast.StructType, *ast.InterfaceType:
				return false
			case *ast.CallExpr:
				if name := named(n.Fun); name != "" {
					found.Calls = append(found.Calls, fmt.Sprintf("%s %d in %s", name, end(n), within))
				}
			}
			return true
		})
	}
	walk(file, "module")
	return found
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	found := make([]*structure, len(texts))
	for i, text := range texts {
		found[i] = read(text)
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		panic(err)
	}
}
