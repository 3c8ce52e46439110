package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.List;
import java.util.Set;

/** Says what one set of rules finds in texts. */
public final class Finds {
  private final EntityType type;
  private final Scan scan;

  /** What these rules find of this type. */
  public Finds(Rules rules, EntityType type) {
    this.type = type;
    this.scan = Scanner.of(rules, Set.of(type)).scan();
  }

  /** What these rules find of these types, without a look at which. */
  public Finds(Rules rules, EntityType type, EntityType other) {
    this.type = type;
    this.scan = Scanner.of(rules, Set.of(type, other)).scan();
  }

  /** Checks that exactly these parts of a text are found, as sure as that or surer. */
  public void in(String text, Confidence least, String... parts) {
    assertThat(parts(text, least)).as(type + " in: " + text).containsExactly(parts);
  }

  /** Checks that the whole text is found, as sure as that or surer. */
  public void whole(String text, Confidence least) {
    in(text, least, text);
  }

  /** Checks that nothing is found at the level that is masked by default. */
  public void nothingIn(String text) {
    assertThat(parts(text, Confidence.MEDIUM)).as(type + " in: " + text).isEmpty();
  }

  /** Checks that nothing is found at all. */
  public void notAtAllIn(String text) {
    assertThat(parts(text, Confidence.LOW)).as(type + " in: " + text).isEmpty();
  }

  /** The parts of a text that are found, as sure as that or surer. */
  public List<String> parts(String text, Confidence least) {
    return scan.find(text).stream()
        .filter(each -> each.confidence().isAtLeast(least))
        .map((Finding each) -> text.substring(each.start(), each.end()))
        .toList();
  }
}
