"""Structure of Python files, as the interpreter's own parser sees them."""
import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def dotted(node):
    """The chain of names that an expression is, or an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def literal(node):
    """A constant, also below zero, or something empty."""
    if isinstance(node, ast.UnaryOp):
        return literal(node.operand)
    return isinstance(node, ast.Constant) or (isinstance(node, (ast.List, ast.Tuple)) and not node.elts) or (isinstance(node, ast.Dict) and not node.keys)


def looked_up(call):
    """The name that `getattr(x, "name")` gives, where it gives nothing else: a default must be a literal."""
    written = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "getattr" and len(call.args) > 1
    if not written or not isinstance(call.args[1], ast.Constant) or not isinstance(call.args[1].value, str):
        return None
    return call.args[1].value if all(literal(one) for one in call.args[2:]) else None


def loaded(call):
    """The module that a call loads by its written name."""
    given = call.args[0] if call.args else call.keywords[0].value if call.keywords and call.keywords[0].arg == "name" else None
    written = isinstance(given, ast.Constant) and isinstance(given.value, str)
    return given.value if written and dotted(call.func) in ("__import__", "importlib.import_module", "import_module") else None


def called(func):
    """The last name of what is called; `getattr(x, "name")` is a name, too."""
    if isinstance(func, ast.Name):
        return func.id
    return func.attr if isinstance(func, ast.Attribute) else looked_up(func)


def structure(text):
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None
    lines = text.split("\n")
    functions, calls, imports, classes, decorators = [], [], [], [], []

    def column(line, offset):
        """Bytes of UTF-8 as UTF-16 units."""
        return len(lines[line - 1].encode()[:offset].decode().encode("utf-16-le")) // 2 + 1

    def named_line(node):
        """The line of the name: decorators stand before it, and `class` may stand on a line of its own."""
        return node.lineno

    def decorated(node, within, typed):
        for child in node.decorator_list:
            decorators.append(f"{dotted(child.func if isinstance(child, ast.Call) else child)}@{child.lineno} on {node.name}")
            visit(child, within, typed)

    def imported(module, node, typed):
        imports.append(f"{module}@{node.lineno}{' for types' if typed else ''}")

    def visit(node, within, typed):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = f"{node.name}@{named_line(node)}"
            functions.append(inner)
            decorated(node, within, typed)
            for child in node.args.defaults + [one for one in node.args.kw_defaults if one]:
                visit(child, within, typed)
            for child in node.body:
                visit(child, inner, typed)
            return
        if isinstance(node, ast.Lambda):
            inner = f"lambda@{node.end_lineno}:{column(node.end_lineno, node.end_col_offset)}"
            functions.append(inner)
            for child in node.args.defaults + [one for one in node.args.kw_defaults if one]:
                visit(child, within, typed)
            visit(node.body, inner, typed)
            return
        if isinstance(node, ast.ClassDef):
            classes.append(f"{node.name}@{named_line(node)}")
            decorated(node, within, typed)
            for child in node.bases + node.keywords + node.body:
                visit(child, within, typed)
            return
        if isinstance(node, ast.Import):
            for one in node.names:
                imported(one.name, node, typed)
                # `import a.b` without another name imports `a` as well, and binds that.
                if one.asname is None and "." in one.name:
                    imported(one.name.split(".")[0], node, typed)
            return
        if isinstance(node, ast.ImportFrom):
            if node.module != "__future__":
                imported("." * node.level + (node.module or ""), node, typed)
            return
        if isinstance(node, ast.If) and dotted(node.test).split(".")[-1] == "TYPE_CHECKING":
            for child in node.body:
                visit(child, within, True)
            for child in node.orelse:
                visit(child, within, typed)
            return
        if isinstance(node, ast.AnnAssign):
            for child in [node.target] + ([node.value] if node.value else []):
                visit(child, within, typed)
            return
        if isinstance(node, ast.Call):
            module = loaded(node)
            name = called(node.func)
            if module is not None:
                imported(module, node, typed)
            elif name is not None and looked_up(node) is None:
                calls.append(f"{name} {node.end_lineno}:{column(node.end_lineno, node.end_col_offset)} in {within}")
        for child in ast.iter_child_nodes(node):
            visit(child, within, typed)

    visit(tree, "module", False)
    return {"functions": functions, "calls": calls, "imports": imports, "classes": classes, "decorators": decorators}


json.dump([structure(text) for text in json.load(sys.stdin)], sys.stdout)
