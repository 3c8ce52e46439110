package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key source of the host that does not keep its contract: no call goes out without its key. */
class BrokenKeysTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private enum Broken implements KeySource {
    GIVES_NULL {
      @Override
      public List<ApiKey> given() {
        return null;
      }
    },
    GIVES_A_NULL_AMONG_KEYS {
      @Override
      public List<ApiKey> given() {
        return Collections.singletonList(null);
      }
    },
    THROWS {
      @Override
      public List<ApiKey> given() {
        throw new IllegalStateException("secret");
      }
    },
    THROWS_AN_ERROR {
      @Override
      public List<ApiKey> given() {
        throw new AssertionError("secret");
      }
    };

    abstract List<ApiKey> given();

    @Override
    public List<ApiKey> keysFor(Caller caller) {
      return given();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNamedAndNothingIsSent(Broken keys) {
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake").with(keys).always("blue"));
    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel("fake/scripted-1").build()) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));
      LlmException explained =
          catchThrowableOfType(LlmException.class, () -> llm.explain(QUESTION));

      assertThat(error.kind()).isEqualTo(ErrorKind.CONFIGURATION);
      assertThat(error).hasMessageContaining("fake").hasMessageContaining("its key source");
      assertThat(error.getMessage()).doesNotContain("secret");
      assertThat(fake.calls()).isEmpty();
      assertThat(explained).hasMessage(error.getMessage());
    }
  }
}
