package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.redact.GeneratedAnswer.Block;
import io.llmgw.core.redact.GeneratedAnswer.Kind;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.Script;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A streamed answer is the whole one, wherever it is cut, and comes as soon as it may (families 21
 * to 23). Each failure names the seed that its answer was made from.
 */
class StreamedRestorationTest {
  private static final int SEEDS = 12;
  private static final Usage USAGE = Usage.reported(17, 23);
  private static final ChatRequest ASKED = ChatRequest.of(GeneratedAnswer.PROMPT);
  private static final ChatRequest ASKED_FOR_JSON =
      ChatRequest.builder()
          .user(GeneratedAnswer.PROMPT)
          .responseFormat(ResponseFormat.json())
          .build();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  /** What the provider does in the next call. */
  private Consumer<Script> next = script -> script.text("");

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake").always((call, script) -> next.accept(script));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(Marked.and(EntitySets.CONTACT, EntitySets.PAYMENT))
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  /** A part of a block, as a provider sends it. */
  private record Cut(int block, int from, int to) {}

  @Test
  void isTheWholeAnswerWhereverItIsCutInTwo() {
    long cuts = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Block> blocks = GeneratedAnswer.of(seed).blocks();
      List<String> whole = whole(seed, ASKED, blocks);
      for (int block = 0; block < blocks.size(); block++) {
        int length = blocks.get(block).masked().length();
        for (int at = 0; at <= length; at++, cuts++) {
          // All other blocks come between the two parts of this one, but for those that are joined
          // to it: they come before or after it, as they are joined.
          List<Cut> before = new ArrayList<>();
          List<Cut> order = new ArrayList<>(List.of(new Cut(block, 0, at)));
          List<Cut> after = new ArrayList<>(List.of(new Cut(block, at, length)));
          for (int other = 0; other < blocks.size(); other++) {
            if (other != block) {
              boolean isJoined = isJoined(blocks, block, other);
              (isJoined ? other < block ? before : after : order)
                  .add(new Cut(other, 0, blocks.get(other).masked().length()));
            }
          }
          order.addAll(0, before);
          order.addAll(after);

          assertThat(streamed(ASKED, blocks, order))
              .as("seed %d, block %d cut at %d", seed, block, at)
              .isEqualTo(whole);
        }
      }
    }
    System.out.println("restored streams: " + cuts + " cuts of answers from seeds below " + SEEDS);
  }

  private static boolean isJoined(List<Block> blocks, int one, int other) {
    Kind kind = blocks.get(one).kind();
    return kind == blocks.get(other).kind() && kind != Kind.TRUSTED_TOOL && kind != Kind.OTHER_TOOL;
  }

  private static void addAllBut(int block, List<Block> blocks, List<Cut> order) {
    for (int other = 0; other < blocks.size(); other++) {
      if (other != block) {
        order.add(new Cut(other, 0, blocks.get(other).masked().length()));
      }
    }
  }

  @Test
  void isTheWholeAnswerWhereItsBlocksComeCharByCharInTurns() {
    for (long seed = 0; seed < SEEDS * 4L; seed++) {
      List<Block> blocks = GeneratedAnswer.of(seed).blocks();

      assertThat(streamed(ASKED, blocks, interleaved(blocks, new Random(seed), 1)))
          .as("seed %d, char by char", seed)
          .isEqualTo(whole(seed, ASKED, blocks));
      assertThat(streamed(ASKED, blocks, interleaved(blocks, new Random(seed), 12)))
          .as("seed %d, in pieces", seed)
          .isEqualTo(whole(seed, ASKED, blocks));
    }
  }

  @Test
  void isTheWholeAnswerWhereItIsJson() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Block> blocks = GeneratedAnswer.json(seed).blocks();
      List<String> whole = whole(seed, ASKED_FOR_JSON, blocks);
      int length = blocks.get(0).masked().length();
      for (int at = 0; at <= length; at++) {
        assertThat(
                streamed(
                    ASKED_FOR_JSON, blocks, List.of(new Cut(0, 0, at), new Cut(0, at, length))))
            .as("seed %d cut at %d", seed, at)
            .isEqualTo(whole);
      }
    }
  }

  /** Pieces of blocks in turns that the source of chance decides; joined ones in their order. */
  private static List<Cut> interleaved(List<Block> blocks, Random random, int most) {
    List<Cut> order = new ArrayList<>();
    int[] reached = new int[blocks.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < reached.length; i++) {
      open.add(i);
    }
    while (!open.isEmpty()) {
      Integer picked = open.get(random.nextInt(open.size()));
      Integer block =
          open.stream().filter(it -> isJoined(blocks, it, picked)).findFirst().orElse(picked);
      int from = reached[block];
      int length = blocks.get(block).masked().length();
      reached[block] = Math.min(length, from + 1 + random.nextInt(most));
      order.add(new Cut(block, from, reached[block]));
      if (reached[block] == length) {
        open.remove(block);
      }
    }
    return order;
  }

  /** The answer that is not streamed, after a look whether it is what the seed says. */
  private List<String> whole(long seed, ChatRequest asked, List<Block> blocks) {
    List<Cut> order = new ArrayList<>();
    addAllBut(-1, blocks, order);
    next = script -> write(script, blocks, order, () -> {});
    ChatResponse answer = llm.chat(asked);

    List<String> parts = parts(answer);
    for (int i = 0; i < parts.size(); i++) {
      Block block = blocks.get(i);
      assertThat(parts.get(i)).as("seed %d, block %d", seed, i).isEqualTo(block.restored());
      if (isJson(asked, block)) {
        assertThat(Json.ofText(parts.get(i)).isValid()).as("seed %d, block %d", seed, i).isTrue();
      }
    }
    assertThat(parts).hasSameSizeAs(blocks);
    expectEnd(answer);
    return parts;
  }

  private static boolean isJson(ChatRequest asked, Block block) {
    return asked == ASKED_FOR_JSON
        || block.kind() == Kind.TRUSTED_TOOL
        || block.kind() == Kind.OTHER_TOOL;
  }

  /** The streamed answer, after a look at what was held back, and when. */
  private List<String> streamed(ChatRequest asked, List<Block> blocks, List<Cut> order) {
    HeldBack held = new HeldBack(blocks, order);
    next = script -> write(script, blocks, order, held::look);
    try (ChatStream stream = llm.stream(asked)) {
      stream.forEach(held::got);
      ChatResponse answer = stream.response();
      expectEnd(answer);
      return parts(answer);
    }
  }

  private static void expectEnd(ChatResponse answer) {
    assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(answer.usage()).isEqualTo(USAGE);
  }

  private static List<String> parts(ChatResponse answer) {
    List<String> parts = new ArrayList<>();
    for (Part part : answer.message().parts()) {
      if (part instanceof Part.Text text) {
        parts.add(text.text());
      } else if (part instanceof Part.Reasoning reasoning) {
        parts.add(reasoning.text());
      } else if (part instanceof Part.Refusal refusal) {
        parts.add(refusal.text());
      } else {
        parts.add(((ToolCall) part).arguments().text());
      }
    }
    return parts;
  }

  private static void write(
      Script script, List<Block> blocks, List<Cut> order, Runnable afterEach) {
    boolean[] isOpen = new boolean[blocks.size()];
    for (Cut cut : order) {
      Block block = blocks.get(cut.block);
      boolean isTool = block.kind() == Kind.TRUSTED_TOOL || block.kind() == Kind.OTHER_TOOL;
      if (isTool && !isOpen[cut.block]) {
        String name = block.kind() == Kind.TRUSTED_TOOL ? "pay" : "post";
        script.events(new ToolCallStarted(cut.block, "c" + cut.block, name));
      }
      isOpen[cut.block] = true;
      script.events(piece(cut.block, block.kind(), block.masked().substring(cut.from, cut.to)));
      script.run(afterEach);
    }
    script.usage(USAGE).completed(FinishReason.TOOL_CALLS);
  }

  private static LlmEvent piece(int index, Kind kind, String text) {
    return switch (kind) {
      case TEXT -> new TextDelta(index, text);
      case REASONING -> new ReasoningDelta(index, text);
      case REFUSAL -> new RefusalDelta(index, text);
      case TRUSTED_TOOL, OTHER_TOOL -> new ToolArgumentsDelta(index, text);
    };
  }

  /** Compares what the caller has got with what the provider has sent, after each event. */
  private static final class HeldBack {
    private final List<Block> blocks;
    private final List<Cut> order;
    private final int[] sent;
    private final StringBuilder[] got;
    private int looks;

    HeldBack(List<Block> blocks, List<Cut> order) {
      this.blocks = blocks;
      this.order = order;
      this.sent = new int[blocks.size()];
      this.got = new StringBuilder[blocks.size()];
      for (int i = 0; i < got.length; i++) {
        got[i] = new StringBuilder();
      }
    }

    void got(LlmEvent event) {
      if (event instanceof TextDelta it) {
        got[it.index()].append(it.text());
      } else if (event instanceof ReasoningDelta it) {
        got[it.index()].append(it.text());
      } else if (event instanceof RefusalDelta it) {
        got[it.index()].append(it.text());
      } else if (event instanceof ToolArgumentsDelta it) {
        got[it.index()].append(it.json());
      }
    }

    /** When the provider is asked for more, all that came must have gone on. */
    void look() {
      Cut cut = order.get(looks++);
      sent[cut.block] = cut.to;
      for (int i = 0; i < sent.length; i++) {
        Block block = blocks.get(i);
        int passed = block.maskedChars(got[i].length());
        String held = block.masked().substring(passed, sent[i]);
        assertThat(held.length()).isLessThanOrEqualTo(Placeholder.LONGEST);
        assertThat(held.isEmpty() || PlaceholderReader.isOpening(held.charAt(0)))
            .as("held back: what may be no placeholder")
            .isTrue();
        assertThat(got[i].toString()).isEqualTo(block.restored(passed));
      }
    }
  }
}
