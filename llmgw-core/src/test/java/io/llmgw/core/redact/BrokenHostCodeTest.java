package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.redact.AttachmentPolicy;
import io.llmgw.api.redact.Detector;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code of the host within a redaction may throw anything. A live call ends before it is sent, by
 * the name of what threw; one that is only looked at goes on. Nobody is told what it said.
 */
class BrokenHostCodeTest {
  private static final String SECRET = "my secret";

  private enum Thrown implements Supplier<Throwable> {
    RUNTIME(() -> new IllegalStateException(SECRET)),
    CHECKED(() -> new IOException(SECRET)),
    ASSERTION(() -> new AssertionError(SECRET)),
    DEEP(() -> new StackOverflowError(SECRET)),
    MISSING(() -> new NoClassDefFoundError(SECRET));

    private final Supplier<Throwable> made;

    Thrown(Supplier<Throwable> made) {
      this.made = made;
    }

    @Override
    public Throwable get() {
      return made.get();
    }
  }

  private enum Place {
    DETECTOR("detector 'broken' throws ") {
      @Override
      Redaction broken(Thrown thrown) {
        return Redaction.of(EntitySets.CONTACT).detectors(new Broken(thrown));
      }
    },
    READER("from the extractor of the Document") {
      @Override
      Redaction broken(Thrown thrown) {
        return Redaction.of(EntitySets.CONTACT)
            .attachments(AttachmentPolicy.textOf(part -> raise(thrown)));
      }
    },
    POLICY("the policy for the caller throws ") {
      @Override
      Redaction broken(Thrown thrown) {
        return Redaction.of(EntitySets.CONTACT).forCallers(caller -> raise(thrown));
      }
    };

    private final String named;

    Place(String named) {
      this.named = named;
    }

    abstract Redaction broken(Thrown thrown);
  }

  private record Broken(Thrown thrown) implements Detector {
    private static final EntityType TYPE = EntityType.of("STAFF_NUMBER");

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Set<EntityType> types() {
      return Set.of(TYPE);
    }

    @Override
    public List<Finding> find(String text) {
      return raise(thrown);
    }
  }

  private static <T> T raise(Thrown thrown) {
    return BrokenHostCodeTest.<T, RuntimeException>unchecked(thrown.get());
  }

  /** As languages without checked exceptions throw them. */
  @SuppressWarnings("unchecked")
  private static <T, E extends Throwable> T unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static Stream<Arguments> everywhere() {
    return Arrays.stream(Place.values())
        .flatMap(place -> Arrays.stream(Thrown.values()).map(it -> Arguments.of(place, it)));
  }

  private ScriptedProvider fake = ScriptedProvider.named("fake");

  private DoorResult asked(Door door, Redaction redaction) {
    fake = ScriptedProvider.named("fake").always("fine");
    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).use(redaction).build()) {
      Part.Document document =
          new Part.Document(Media.of(new byte[] {1}, "application/pdf"), "report", false);
      return door.open(llm, ChatRequest.builder().user(new Part.Text(SECRET), document).build());
    }
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void aLiveCallEndsByTheNameOfWhatThrew(Place place, Thrown thrown) {
    for (Door door : Door.values()) {
      DoorResult result = asked(door, place.broken(thrown));

      assertThat(result.error())
          .as("by %s", door)
          .isNotNull()
          .hasNoCause()
          .hasMessageContaining(place.named)
          .hasMessageContaining(thrown.get().getClass().getName())
          .hasMessageNotContaining(SECRET);
      assertThat(result.errorKind())
          .isEqualTo(place == Place.READER ? ErrorKind.BLOCKED : ErrorKind.INTERCEPTOR);
      assertThat(fake.received()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void oneThatIsOnlyLookedAtGoesOn(Place place, Thrown thrown) {
    for (Door door : Door.values()) {
      DoorResult result = asked(door, place.broken(thrown).shadow());

      assertThat(result.error()).as("by %s", door).isNull();
      assertThat(result.text()).isEqualTo("fine");
      assertThat(fake.received()).isOne();
    }
  }
}
