package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.error.InvalidAnswerException;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.usage.CacheStatus;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Ada and Bob ask for a login, and are one question once their addresses are masked. An answer with
 * the address in it is a value for her and none for him.
 */
final class LoginCalls implements AfterEachCallback {
  static final String ADA = "Which login has ada@example.com?";
  static final String BOB = "Which login has bob@example.org?";
  static final String MASKED = "{\"login\":\"<EMAIL_1>\"}";
  static final String GOOD = "{\"login\":\"someone\"}";

  record NotOfBob(String login) {
    NotOfBob {
      if (login.startsWith("bob")) {
        throw new IllegalArgumentException("of Bob");
      }
    }
  }

  final OneModel model = new OneModel();
  private LlmClient llm;

  /** Another process, which makes the calls from now on. */
  LlmClient use(ResponseCache cache) {
    llm = model.client(cache, Redaction.of(EntitySets.CONTACT));
    return llm;
  }

  /** Is not repaired. */
  static ChatRequest notOfBob(String question) {
    return ChatRequest.of(question).with(ExpectedAnswer.of(JsonType.of(NotOfBob.class)).repairs(0));
  }

  /** Is no value for Bob. */
  void keepOfAda() {
    model.provider.answers(MASKED);
    assertThat(llm.chat(notOfBob(ADA)).text()).contains("ada@example.com");
  }

  void assertInvalid(ChatRequest request) {
    assertThatThrownBy(() -> llm.chat(request)).isInstanceOf(InvalidAnswerException.class);
  }

  /** What Bob is given from the cache is none for him. */
  void assertNoneForBob(CacheControl control) {
    int before = model.provider.received();
    assertInvalid(notOfBob(BOB).with(control));
    assertThat(model.provider.received()).as("given again").isEqualTo(before);
  }

  /** What he gets then is given again. */
  void assertAskedAnewForBob() {
    model.provider.answers(GOOD);
    assertThat(llm.chat(notOfBob(BOB)).served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(llm.chat(notOfBob(ADA)).served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    model.afterEach(test);
  }
}
