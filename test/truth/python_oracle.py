"""Functions and calls of Python files, as the interpreter's own parser sees them."""
import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def called(func):
    """The last name of what is called; `getattr(x, "name")` is a name, too."""
    if isinstance(func, ast.Name):
        return func.id
    if isinstance(func, ast.Attribute):
        return func.attr
    looked_up = isinstance(func, ast.Call) and isinstance(func.func, ast.Name) and func.func.id == "getattr" and len(func.args) > 1
    return func.args[1].value if looked_up and isinstance(func.args[1], ast.Constant) else None


def structure(text):
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None
    lines = text.split("\n")
    functions, calls = [], []

    def column(line, offset):
        """Bytes of UTF-8 as UTF-16 units."""
        return len(lines[line - 1].encode()[:offset].decode().encode("utf-16-le")) // 2 + 1

    def visit(node, within):
        inner = within
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = f"{node.name}@{node.lineno}"
            functions.append(inner)
            for child in node.decorator_list:
                visit(child, within)
            for child in node.args.defaults + [one for one in node.args.kw_defaults if one]:
                visit(child, within)
            for child in node.body:
                visit(child, inner)
            return
        if isinstance(node, ast.Lambda):
            inner = f"lambda@{node.end_lineno}:{column(node.end_lineno, node.end_col_offset)}"
            functions.append(inner)
            for child in node.args.defaults + [one for one in node.args.kw_defaults if one]:
                visit(child, within)
            visit(node.body, inner)
            return
        if isinstance(node, ast.AnnAssign):
            for child in [node.target] + ([node.value] if node.value else []):
                visit(child, within)
            return
        if isinstance(node, ast.Call):
            name = called(node.func)
            literal = bool(node.args) and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
            attribute = name == "getattr" and isinstance(node.func, ast.Name) and len(node.args) > 1 and isinstance(node.args[1], ast.Constant)
            loads = literal and name in ("__import__", "import_module")
            if name is not None and not attribute and not loads:
                calls.append(f"{name} {node.end_lineno}:{column(node.end_lineno, node.end_col_offset)} in {within}")
        for child in ast.iter_child_nodes(node):
            visit(child, within)

    visit(tree, "module")
    return {"functions": functions, "calls": calls}


json.dump([structure(text) for text in json.load(sys.stdin)], sys.stdout)
