package io.llmgw.api.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.schema.Description;
import io.llmgw.api.schema.JsonMismatchException;
import io.llmgw.api.schema.Name;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolTest {
  record City(@Description("name in English") String name) {}

  static class Adder {
    @ToolMethod
    @Description("Adds")
    long add(@Name("a") long a, @Name("b") long b) {
      return a + b;
    }

    void noTool() {}
  }

  static final class Sums extends Adder {
    private int told;

    @ToolMethod("tell")
    void remember(@Name("number") int number) {
      told = number;
    }

    @ToolMethod
    static String fail(@Name("why") String why) throws IOException {
      throw new IOException(why);
    }
  }

  @Test
  void tellsTheModelNameDescriptionAndSchema() throws Exception {
    Tool tool = Tool.of("weather", "Current weather", City.class, city -> "rain in " + city.name());

    ToolSpec spec = tool.spec();
    assertThat(spec.name()).isEqualTo("weather");
    assertThat(spec.description()).isEqualTo("Current weather");
    assertThat(spec.parameters().text()).contains("name in English");
    assertThat(spec.strict()).isFalse();
    assertThat(tool.asStrict().spec().strict()).isTrue();
    assertThat(tool.call(Json.ofText("{\"name\":\"Oslo\"}"))).isEqualTo("rain in Oslo");
    assertThat(Tool.of("weather", City.class, City::name).spec().description()).isNull();
  }

  @Test
  void checksItsArguments() {
    Tool tool = Tool.of("weather", City.class, City::name);

    assertThat(tool.check(Json.ofText("{\"name\":\"Oslo\"}"))).isEmpty();
    assertThat(tool.check(Json.ofText("{"))).hasSize(1);
    assertThatThrownBy(() -> tool.call(Json.ofText("{\"name\":1}")))
        .isInstanceOf(JsonMismatchException.class);
  }

  @Test
  void refusesArgumentsThatAreNoObjectAndNamesThatNobodyTakes() {
    assertThatThrownBy(() -> Tool.of("weather", String.class, city -> city))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be a record");
    assertThatThrownBy(() -> Tool.of("the weather", City.class, city -> city))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void offersAnnotatedMethodsInTheOrderOfTheirNames() throws Exception {
    Sums sums = new Sums();
    List<Tool> tools = Tool.in(sums);

    assertThat(tools).extracting(Tool::name).containsExactly("add", "fail", "tell");
    assertThat(tools.get(0).spec().description()).isEqualTo("Adds");
    assertThat(tools.get(0).call(Json.ofText("{\"a\":1,\"b\":2}"))).isEqualTo(3L);
    assertThat(tools.get(2).call(Json.ofText("{\"number\":7}"))).isEqualTo("done");
    assertThat(sums.told).isEqualTo(7);
    assertThatThrownBy(() -> tools.get(1).call(Json.ofText("{\"why\":\"x\"}")))
        .isInstanceOf(IOException.class)
        .hasMessage("x");
  }

  interface Echo<T> {
    @ToolMethod("echo")
    default String echo(T text) {
      return "echo of " + text;
    }

    @ToolMethod
    default String twice(@Name("text") String text) {
      return text + text;
    }
  }

  static class Voice {
    @ToolMethod
    Object say(@Name("text") String text) {
      return text;
    }

    @ToolMethod
    String sing(@Name("text") String text) {
      return "la " + text;
    }
  }

  static final class LoudVoice extends Voice implements Echo<String> {
    @Override
    @ToolMethod("shout")
    String say(@Name("text") String text) {
      return text + "!";
    }

    @Override
    String sing(String text) {
      return "LA " + text;
    }

    @Override
    @ToolMethod("echo")
    public String echo(@Name("text") String text) {
      return text;
    }
  }

  @Test
  void offersAMethodThatIsOverriddenOnce() throws Exception {
    List<Tool> tools = Tool.in(new LoudVoice());

    assertThat(tools).extracting(Tool::name).containsExactly("echo", "shout", "sing", "twice");
    Json text = Json.ofText("{\"text\":\"a\"}");
    assertThat(tools.get(0).call(text)).isEqualTo("a");
    assertThat(tools.get(1).call(text)).isEqualTo("a!");
    assertThat(tools.get(2).call(text)).isEqualTo("LA a");
    assertThat(tools.get(3).call(text)).isEqualTo("aa");
  }

  @Test
  void refusesAnObjectThatOffersNothing() {
    assertThatThrownBy(() -> Tool.in("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining("@ToolMethod");
  }

  @Test
  void aRequestHoldsTheFunctionsAndWhatTheModelIsTold() {
    Tool tool = Tool.of("weather", City.class, City::name);
    ToolSpec own = ToolSpec.of("own", "x", Json.object());

    ChatRequest request =
        ChatRequest.builder()
            .user("q")
            .tools(tool)
            .tools(own)
            .tools(Tool.of("other", City.class, City::name))
            .build();

    assertThat(request.content().tools())
        .extracting(ToolSpec::name)
        .containsExactly("weather", "own", "other");
    Toolbox box = request.option(Toolbox.class);
    assertThat(box.tools()).extracting(Tool::name).containsExactly("weather", "other");
    assertThat(box.find("weather")).isSameAs(tool);
    assertThat(box.find("own")).isNull();
    assertThat(request.toString()).doesNotContain("weather");
    assertThatThrownBy(() -> Toolbox.of(tool, tool))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weather");
  }

  @Test
  void limitsAreCheckedAtOnce() {
    RunLimits limits =
        RunLimits.DEFAULT
            .rounds(3)
            .calls(5)
            .total(Duration.ofSeconds(9))
            .cost(new BigDecimal("0.5"), "USD")
            .parallelTools(2)
            .resultChars(99)
            .toolFailures(ToolFailures.END_RUN);

    assertThat(limits.rounds()).isEqualTo(3);
    assertThat(limits.calls()).isEqualTo(5);
    assertThat(limits.total()).isEqualTo(Duration.ofSeconds(9));
    assertThat(limits.parallelTools()).isEqualTo(2);
    assertThat(limits.resultChars()).isEqualTo(99);
    assertThat(limits.toString()).contains("rounds=3", "0.5 USD", "END_RUN");
    assertThat(limits).isNotEqualTo(RunLimits.DEFAULT).isEqualTo(limits.rounds(3));
    for (Runnable bad :
        List.<Runnable>of(
            () -> limits.rounds(0),
            () -> limits.rounds(1001),
            () -> limits.calls(0),
            () -> limits.calls(10_001),
            () -> limits.total(Duration.ZERO),
            () -> limits.cost(BigDecimal.ZERO, "USD"),
            () -> limits.parallelTools(65),
            () -> limits.resultChars(0))) {
      assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
