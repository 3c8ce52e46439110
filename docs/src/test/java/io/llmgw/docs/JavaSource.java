package io.llmgw.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A source file of the repository, read by the compiler's own parser: what it documents. */
final class JavaSource {
  /**
   * A documented member.
   *
   * @param name its name
   * @param parameterTypes the types of its parameters, without type arguments
   * @param parameterNames the names of its parameters
   * @param signature as a caller writes it: {@code stop(String... words)}; a constant's name
   * @param summary the first sentence of its comment, as Markdown; empty when it has none
   * @param text the comment without its tags, as Markdown; empty when it has none
   */
  record Member(
      String name,
      List<String> parameterTypes,
      List<String> parameterNames,
      String signature,
      String summary,
      String text) {}

  private final CompilationUnitTree unit;
  private final DocTrees docs;

  private JavaSource(CompilationUnitTree unit, DocTrees docs) {
    this.unit = unit;
    this.docs = docs;
  }

  /** The source of a top-level type of one of the modules. */
  static JavaSource of(String module, Class<?> type) {
    Path file =
        Guide.ROOT
            .resolve(module)
            .resolve("src/main/java")
            .resolve(type.getName().replace('.', '/') + ".java");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
      return new JavaSource(task.parse().iterator().next(), DocTrees.instance(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The public methods of a type in this file that are no constructors, in their order. */
  List<Member> methods(Class<?> type) {
    List<Member> members = new ArrayList<>();
    for (TreePath path : members(type.getSimpleName())) {
      if (path.getLeaf() instanceof MethodTree method
          && (type.isInterface() || method.getModifiers().getFlags().contains(Modifier.PUBLIC))
          && method.getReturnType() != null) {
        members.add(member(path, method));
      }
    }
    return members;
  }

  private Member member(TreePath path, MethodTree method) {
    List<String> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    for (VariableTree parameter : method.getParameters()) {
      String type = parameter.getType().toString();
      boolean many = parameter.toString().contains("...");
      types.add(type.replaceAll("<.*>", ""));
      names.add(parameter.getName().toString());
      parameters.add((many ? type.replace("[]", "...") : type) + " " + parameter.getName());
    }
    String name = method.getName().toString();
    String signature = name + "(" + String.join(", ", parameters) + ")";
    return documented(path, name, types, names, signature);
  }

  /** The constants of an enum in this file, in their order. */
  List<Member> constants(Class<? extends Enum<?>> type) {
    List<Member> members = new ArrayList<>();
    for (Enum<?> constant : type.getEnumConstants()) {
      for (TreePath path : members(type.getSimpleName())) {
        if (path.getLeaf() instanceof VariableTree field
            && field.getName().contentEquals(constant.name())) {
          members.add(documented(path, constant.name(), List.of(), List.of(), constant.name()));
        }
      }
    }
    return members;
  }

  private Member documented(
      TreePath path, String name, List<String> types, List<String> names, String signature) {
    DocCommentTree comment = docs.getDocCommentTree(path);
    return new Member(
        name,
        types,
        names,
        signature,
        comment == null ? "" : CommentText.of(comment.getFirstSentence()),
        comment == null ? "" : CommentText.of(comment.getFullBody()));
  }

  private List<TreePath> members(String type) {
    List<TreePath> members = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree tree, Void unused) {
        if (tree.getSimpleName().contentEquals(type)) {
          for (Tree member : tree.getMembers()) {
            members.add(Objects.requireNonNull(TreePath.getPath(unit, member)));
          }
        }
        return super.visitClass(tree, unused);
      }
    }.scan(unit, null);
    return members;
  }
}
