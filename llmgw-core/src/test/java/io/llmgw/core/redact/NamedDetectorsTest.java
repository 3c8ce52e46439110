package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Redaction;
import io.llmgw.test.Fault;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors that the path offers are used when they are named, and not otherwise. */
@Fault("F159")
class NamedDetectorsTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir private Path folder;

  @AfterEach
  void putBack() {
    Thread.currentThread().setContextClassLoader(before);
  }

  /** The path offers these classes. */
  private void offer(String... names) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(Detector.class.getName()), List.of(names));
    URL[] urls = {folder.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
  }

  @Test
  void oneIsUsedWhenItIsNamed() throws IOException {
    offer(House.class.getName());

    assertThat(Redaction.of(EntitySets.PAYMENT).preview("ask house-7").masked())
        .isEqualTo("ask house-7");
    assertThat(Redaction.of(EntitySets.PAYMENT).detectors("house").preview("ask house-7").masked())
        .isEqualTo("ask <HOUSE_1>");
  }

  @Test
  void anUnknownNameFailsAndTellsThoseThatAreThere() throws IOException {
    offer(House.class.getName());

    assertThatIllegalStateException()
        .isThrownBy(() -> Redaction.of().detectors("hose"))
        .withMessage("no detector is named 'hose': found [house]");
  }

  @Test
  void oneThatCannotBeMadeHidesNoOtherAndIsNamed() throws IOException {
    offer("io.llmgw.none.Missing", Throwing.class.getName(), House.class.getName());

    assertThat(Redaction.of().detectors("house").preview("house-7").masked())
        .isEqualTo("<HOUSE_1>");
    assertThatIllegalStateException()
        .isThrownBy(() -> Redaction.of().detectors("throwing"))
        .withMessageContaining("found [house]")
        .withMessageContaining("io.llmgw.none.Missing")
        .withMessageContaining(Throwing.class.getName());
  }

  @Test
  void oneWithoutTypesCannotBeUsed() throws IOException {
    offer(Typeless.class.getName());

    assertThatIllegalStateException()
        .isThrownBy(() -> Redaction.of().detectors("typeless"))
        .withMessageContaining("detector 'typeless'")
        .withMessageContaining("no type");
  }

  /** Finds one word. */
  public static class House implements Detector {
    @Override
    public String name() {
      return "house";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(EntityType.of("HOUSE"));
    }

    @Override
    public List<Finding> find(String text) {
      int at = text.indexOf("house-");
      return at < 0
          ? List.of()
          : List.of(new Finding(EntityType.of("HOUSE"), at, at + 7, Confidence.HIGH, "house"));
    }
  }

  /** Cannot be made. */
  public static final class Throwing extends House {
    /** Throws. */
    public Throwing() {
      throw new IllegalStateException("not today");
    }
  }

  /** Finds nothing that it names. */
  public static final class Typeless extends House {
    @Override
    public String name() {
      return "typeless";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of();
    }
  }
}
