package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.HostRules;
import io.llmgw.core.detect.Identifier;
import io.llmgw.core.detect.NumberRule;
import io.llmgw.core.detect.Rules;
import io.llmgw.core.detect.Run;
import io.llmgw.core.detect.Scanner;
import io.llmgw.core.detect.Shape;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.VirtualTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A built-in rule that throws ends the call before anything is sent, and tells no text. */
class ThrowingRuleTest {
  private static final String SECRET = "4711";
  private static final RedactionPolicy POLICY =
      RedactionPolicy.of().with(Entities.CARD_CVV, Masking.placeholder());

  /** What a rule may well meet: its message quotes the text. */
  private static RuntimeException quoting() {
    return new NumberFormatException("For input string: \"" + SECRET + "\"");
  }

  private static final class AtWord implements AnchoredRule {
    @Override
    public Set<EntityType> types() {
      return Set.of(Entities.CARD_CVV);
    }

    @Override
    public List<String> anchors() {
      return List.of("code");
    }

    @Override
    public void look(FoldedText text, int start, int end, Findings found) {
      throw quoting();
    }
  }

  private static final class AtDigits implements NumberRule {
    @Override
    public Set<EntityType> types() {
      return Set.of(Entities.CARD_CVV, Entities.CARD_EXPIRY);
    }

    @Override
    public void look(FoldedText text, int index, Findings found) {
      throw new IllegalStateException(text.part(index, text.length()));
    }
  }

  private static final class OfShape implements Identifier {
    @Override
    public EntityType type() {
      return Entities.CARD_CVV;
    }

    @Override
    public String name() {
      return "CODE:shape";
    }

    @Override
    public List<Shape> shapes() {
      return List.of(Shape.of("9999"));
    }

    @Override
    public Confidence judge(Run run) {
      throw quoting();
    }
  }

  private static LlmException failure(Rules rules, TimeSource time) {
    Scanner scanner = Scanner.of(rules, POLICY.types());
    HostRules none = new HostRules(List.of(), List.of());
    List<String> names = List.of(Entities.CARD_CVV.name());
    CompiledPolicy policy = new CompiledPolicy(POLICY, scanner, List.of(), none, names, false);
    RequestMasker masker = new RequestMasker(policy, new Vault(), time, Long.MAX_VALUE);
    ChatContent content = ChatContent.of(List.of(Message.user("the code is " + SECRET)));

    return catchThrowableOfType(LlmException.class, () -> masker.mask(content));
  }

  private static void fails(Rules rules, TimeSource time, String problem) {
    LlmException failure = failure(rules, time);

    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(ErrorKind.INTERCEPTOR);
    assertThat(failure).hasMessage("redaction: " + problem + "; nothing was sent").hasNoCause();
  }

  @Test
  void oneThatBeginsAtAWordIsNamed() {
    fails(
        new Rules(List.of(), List.of(new AtWord()), List.of()),
        VirtualTime.create(),
        "rule 'ThrowingRuleTest$AtWord for [CARD_CVV]' throws java.lang.NumberFormatException");
  }

  @Test
  void oneThatBeginsAtDigitsIsNamed() {
    fails(
        new Rules(List.of(), List.of(), List.of(new AtDigits())),
        VirtualTime.create(),
        "rule 'ThrowingRuleTest$AtDigits for [CARD_CVV, CARD_EXPIRY]' throws"
            + " java.lang.IllegalStateException");
  }

  @Test
  void oneThatKnowsAShapeIsNamed() {
    fails(
        Rules.identifiers(new OfShape()),
        VirtualTime.create(),
        "rule 'CODE:shape' throws java.lang.NumberFormatException");
  }

  @Test
  void whatElseFailsIsNotTakenForAPlaceWhereNothingCanBeMasked() {
    TimeSource broken =
        new ForwardingTime(VirtualTime.create()) {
          private boolean isStarted;

          @Override
          public long nanos() {
            if (isStarted) {
              throw quoting();
            }
            isStarted = true;
            return 0;
          }
        };

    fails(
        Rules.NONE,
        broken,
        "failed with java.lang.NumberFormatException at messages[0].parts[0].text");
  }
}
