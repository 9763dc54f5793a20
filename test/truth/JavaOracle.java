import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.*;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.regex.*;
import javax.tools.*;

/**
 * The structure of Java files by javac's own parser, without attribution: methods and lambdas by the place of their end,
 * calls by name, place of their end, and the innermost of those around them; imports, classes and annotations by name and line.
 *
 * Reads files as blocks on its input: a line with the number of bytes, then the bytes. Writes one line of JSON for each:
 * null for a file that javac does not read.
 */
public final class JavaOracle {
  public static void main(String[] args) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    for (int size = nextSize(in); size >= 0; size = nextSize(in)) out.println(structureOf(compiler, new String(in.readNBytes(size), StandardCharsets.UTF_8)));
    out.flush();
  }

  private static int nextSize(InputStream in) throws IOException {
    StringBuilder digits = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) digits.append((char) c);
    return digits.isEmpty() ? -1 : Integer.parseInt(digits.toString());
  }

  private static String structureOf(JavaCompiler compiler, String text) throws IOException {
    JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Subject.java"), JavaFileObject.Kind.SOURCE) {
      @Override public CharSequence getCharContent(boolean ignoreErrors) { return text; }
    };
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavacTask task = (JavacTask) compiler.getTask(null, null, problems, List.of("-proc:none", "--enable-preview", "--release", String.valueOf(Runtime.version().feature())), null, List.of(file));
    CompilationUnitTree unit = task.parse().iterator().next();
    if (problems.getDiagnostics().stream().anyMatch((one) -> one.getKind() == Diagnostic.Kind.ERROR)) return "null";
    Walk walk = new Walk(unit, Trees.instance(task).getSourcePositions(), text);
    walk.scan(unit, "module");
    StringJoiner parts = new StringJoiner(",", "{", "}");
    walk.found.forEach((part, items) -> parts.add('"' + part + "\":" + listed(items)));
    return parts.toString();
  }

  private static String listed(List<String> items) {
    StringJoiner joined = new StringJoiner(",", "[", "]");
    for (String item : items) joined.add('"' + item + '"');
    return joined.toString();
  }

  /** The argument is the innermost function, or `module`. */
  private static final class Walk extends TreeScanner<Void, String> {
    final Map<String, List<String>> found = new LinkedHashMap<>();
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String text;
    private String owner = "";

    Walk(CompilationUnitTree unit, SourcePositions positions, String text) {
      this.unit = unit;
      this.positions = positions;
      this.text = text;
      for (String part : List.of("functions", "calls", "imports", "classes", "decorators")) found.put(part, new ArrayList<>());
    }

    private void note(String part, String item) {
      found.get(part).add(item);
    }

    private long line(long place) {
      return unit.getLineMap().getLineNumber(place);
    }

    /** An import of a class or member is one of its package as well, which ends before the first name in capitals. */
    @Override public Void visitImport(ImportTree tree, String within) {
      String name = tree.getQualifiedIdentifier().toString();
      boolean all = name.endsWith(".*");
      String module = all ? name.substring(0, name.length() - 2) : name;
      note("imports", module + "@" + line(start(tree)));
      List<String> names = List.of(module.split("\\."));
      int from = names.size() - 1;
      for (int at = 0; at < names.size(); at++) {
        if (!Character.isUpperCase(names.get(at).charAt(0))) continue;
        from = at;
        break;
      }
      if (!all && from > 0) note("imports", String.join(".", names.subList(0, from)) + "@" + line(start(tree)));
      return null;
    }

    private void noteAnnotations(ModifiersTree modifiers, String name) {
      for (AnnotationTree one : modifiers.getAnnotations()) note("decorators", one.getAnnotationType() + "@" + line(start(one)) + " on " + name);
    }

    private long start(Tree tree) {
      return tree == null ? -1 : positions.getStartPosition(unit, tree);
    }

    private String end(Tree tree) {
      return String.valueOf(positions.getEndPosition(unit, tree));
    }

    /** What a class says of itself runs in no function, wherever the class stands. */
    @Override public Void visitClass(ClassTree tree, String within) {
      String around = owner;
      owner = tree.getSimpleName().toString();
      if (!owner.isEmpty()) {
        Matcher name = Pattern.compile("(?<![\\w$])" + Pattern.quote(owner) + "(?![\\w$])").matcher(text);
        long from = Math.max(start(tree), positions.getEndPosition(unit, tree.getModifiers()));
        if (name.find((int) from)) note("classes", owner + "@" + line(name.start()));
        noteAnnotations(tree.getModifiers(), owner);
      }
      for (Tree member : tree.getMembers()) {
        if (member instanceof MethodTree) scan(member, within);
        else scan(member, "module");
      }
      owner = around;
      return null;
    }

    @Override public Void visitMethod(MethodTree tree, String within) {
      if (tree.getBody() == null) return null;
      String own = end(tree);
      note("functions", own);
      noteAnnotations(tree.getModifiers(), tree.getReturnType() == null ? owner : tree.getName().toString());
      return scan(tree.getBody(), own);
    }

    @Override public Void visitLambdaExpression(LambdaExpressionTree tree, String within) {
      String own = end(tree);
      note("functions", own);
      return scan(tree.getBody(), own);
    }

    @Override public Void visitVariable(VariableTree tree, String within) {
      // javac writes a constant of an enum as the making of an object.
      boolean isConstant = tree.getInitializer() instanceof NewClassTree made && start(made.getIdentifier()) == start(tree.getType());
      if (!isConstant) return scan(tree.getInitializer(), within);
      NewClassTree made = (NewClassTree) tree.getInitializer();
      scan(made.getArguments(), within);
      return scan(made.getClassBody(), within);
    }

    @Override public Void visitAnnotation(AnnotationTree tree, String within) {
      return null;
    }

    @Override public Void visitMethodInvocation(MethodInvocationTree tree, String within) {
      String name = nameOf(tree.getMethodSelect());
      if (name != null && !name.equals("this") && !name.equals("super")) note("calls", name + " " + end(tree) + " in " + within);
      return super.visitMethodInvocation(tree, within);
    }

    @Override public Void visitNewClass(NewClassTree tree, String within) {
      note("calls", nameOf(tree.getIdentifier()) + " " + end(tree) + " in " + within);
      scan(tree.getEnclosingExpression(), within);
      scan(tree.getArguments(), within);
      return scan(tree.getClassBody(), within);
    }

    private static String nameOf(Tree tree) {
      if (tree instanceof IdentifierTree name) return name.getName().toString();
      if (tree instanceof MemberSelectTree member) return member.getIdentifier().toString();
      if (tree instanceof ParameterizedTypeTree type) return nameOf(type.getType());
      if (tree instanceof AnnotatedTypeTree type) return nameOf(type.getUnderlyingType());
      return null;
    }
  }
}
