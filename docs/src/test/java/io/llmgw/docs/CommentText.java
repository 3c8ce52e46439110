package io.llmgw.docs;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;

/** A Javadoc comment as one line of Markdown that can stand in the cell of a table. */
final class CommentText extends SimpleDocTreeVisitor<Void, Void> {
  private final StringBuilder text = new StringBuilder();

  private CommentText() {}

  static String of(List<? extends DocTree> comment) {
    CommentText rendered = new CommentText();
    rendered.visit(comment, null);
    return rendered.text.toString().replaceAll("\\s+", " ").replace("|", "\\|").strip();
  }

  @Override
  public Void visitText(TextTree tree, Void unused) {
    text.append(tree.getBody());
    return null;
  }

  @Override
  public Void visitLiteral(LiteralTree tree, Void unused) {
    boolean code = tree.getKind() == DocTree.Kind.CODE;
    text.append(code ? "`" : "").append(tree.getBody().getBody().strip()).append(code ? "`" : "");
    return null;
  }

  @Override
  public Void visitLink(LinkTree tree, Void unused) {
    if (tree.getLabel().isEmpty()) {
      String target = tree.getReference().getSignature();
      String local = target.startsWith("#") ? target.substring(1) : target.replace('#', '.');
      text.append('`').append(local.replaceAll("^([a-z]+\\.)+|\\(.*\\)", "")).append('`');
    } else {
      visit(tree.getLabel(), null);
    }
    return null;
  }

  /** As a link to the constant: who knows its class can look it up. */
  @Override
  public Void visitValue(ValueTree tree, Void unused) {
    text.append('`').append(tree.getReference().getSignature().replace("#", "")).append('`');
    return null;
  }

  @Override
  public Void visitStartElement(StartElementTree tree, Void unused) {
    text.append(' ');
    return null;
  }

  @Override
  public Void visitEndElement(EndElementTree tree, Void unused) {
    text.append(' ');
    return null;
  }
}
