package io.llmgw.api.tokens;

import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.RequestTally.ToolText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/**
 * Models that spell text and frame requests alike. How the figures were found, and how far they are
 * off, is told in {@code docs/tokens.md}.
 */
final class ModelFamily {
  /**
   * One family a line, found by the first line of which a mark is part of the model's id, or begins
   * {@code provider/id} where it has a slash; marks are separated by commas. Then what the model is
   * shown of its tools (as {@link ToolText}), and, in tokens:
   *
   * <ul>
   *   <li>text: a text, relative to OpenAI's o200k (cl100k where the line says so)
   *   <li>han: an ideograph; scripts: other letters beyond Latin, relative to the text
   *   <li>digit: a further digit of a number, which some join to the first
   *   <li>chat, message, turn: around a conversation, each message, each call or result of a tool
   *   <li>system: more where there is a system message, which some hosts announce, and for which
   *       others leave out a prompt of their own
   *   <li>tools, tool, field, spec: around all tools, each of them, each property (or two values to
   *       choose from) of those that are no JSON; and their text, relative
   *   <li>form, schema: around a schema of the answer, and its text, relative
   *   <li>think: for being asked to think
   *   <li>seal, blank: a char of a signature, where it stands for thoughts; and how many chars of
   *       each stand for nothing
   *   <li>kept: the share of these thoughts that still counts once the user has spoken again
   * </ul>
   *
   * <p>Signatures of tools are counted as OpenAI's cookbook does (How to count tokens with
   * tiktoken, 7); names as Google's own counter does (googleapis/python-genai, local_tokenizer.py),
   * to which the models of the Gemini API add a frame, and those of Vertex AI do not.
   *
   * <p>Tools of Qwen 3.5 are framed by 192 tokens, which is what the chat template of Qwen/Qwen3.5
   * says of how to call them; a system message of Command A by the 34 of its template's "Developer
   * Preamble"; and the first Commands are told the 36 tokens of the default preamble
   * (docs.cohere.com, Preambles) unless there is another. xAI says that it adds tokens of its own
   * (docs.x.ai, Consumption and Rate Limits), but not how many: they are what it reported of
   * requests without tools.
   */
  private static final String TABLE =
      """
      marks              as        text han  scripts digit chat system message turn tools tool field spec form schema think seal blank kept
      gpt-oss            json      1.05 0.85 1.0     0.1   68   0      4       5    2     2    0     1.2  0    0      0     0    0     0
      gpt-3.5,gpt-4-,text-embedding,ada-002,gpt-35:cl100k
                         signature 1.05 1.2  1.0     0.1   3    0      4       5    16    7    6     1    4    1.0    0     0    0     0
      gpt,chatgpt,o1,o3,o4,codex,computer-use
                         signature 1.02 0.85 1.0     0.1   3    0      4       5    16    4    6     1    4    1.0    0     0.15 880   0
      claude-3.7-sonnet:thinking
                         json      1.12 1.2  1.4     0.2   34   0      2       20   310   20   0     1.15 125  1.3    0     0    0     0
      claude-3,claude-2,sonnet-4-0,opus-4-0,opus-4-1,sonnet-4-2,opus-4-2
                         json      1.12 1.2  1.4     0.2   6    0      2       20   310   20   0     1.15 125  1.3    28    0    0     0
      opus-4-7,opus-4-8,claude-5,opus-5,sonnet-5,haiku-5
                         json      1.48 1.3  1.4     0.6   2    0      2       20   690   37   0     1.35 125  1.5    0     0    0     0
      claude             json      1.08 1.2  1.4     0.2   5    0      3       20   490   38   0     1.0  125  1.5    28    0    0     0
      vertexai/gemini    names     1.05 0.65 0.9     1.0   0    0      0       2    0     0    0     1    0    0      0     0    0     0
      gemini-2.0         names     1.05 0.65 0.9     1.0   0    0      0       2    0     0    0     1    0    0      0     0    0     0
      gemini-3           names     1.0  0.65 0.9     1.0   0    0      1       13   0     15   8     1    0    0      0     0.2  60    0
      gemma              json      1.05 0.65 0.9     1.0   4    0      5       12   0     0    0     1.0  0    0      0     0    0     0
      gemini             names     1.05 0.65 0.9     1.0   0    0      1       12   0     19   8     1    0    0      0     0    0     0
      llama-3.1,llama-3.2,llama-3.3,llama3.1,llama3.2,llama3.3
                         json      1.02 0.85 1.1     0.1   30   0      5       8    200   20   0     1.2  0    0      0     0    0     0
      groq/meta-llama/llama-4
                         json      1.02 0.85 1.1     0.1   3    0      5       8    640   20   0     1.2  0    0      0     0    0     0
      llama              json      1.02 0.85 1.1     0.1   3    0      5       8    230   20   0     1.2  0    0      0     0    0     0
      stral              json      1.1  0.9  1.1     1.0   1    0      4.5     1    0     16   0     1.45 0    0      0     0    0     0
      deepseek           json      0.97 0.6  1.1     0.1   2    0      3       20   200   20   0     1.5  0    1.0    0     0    0     0
      qwen3.5,qwen3-5,qwen3.6,qwen3-6,qwen3-coder
                         json      0.95 0.65 1.2     1.0   5    0      4.7     21   192   35   0     1.28 0    0      0     0    0     0
      qwen,qwq           json      0.95 0.65 1.2     1.0   5    0      4.7     15   65    35   0     1.28 0    0      0     0    0     0
      xai/grok-3         json      0.93 0.8  1.1     0.1   134  0      4.5     3    10    13   0     1.5  0    1.0    0     0.17 0     1
      xai/grok           json      0.93 0.8  1.1     0.1   188  0      4.5     3    10    13   0     1.5  0    1.0    0     0.17 0     1
      grok               json      0.93 0.8  1.1     0.1   2    0      4.5     3    145   13   0     1.5  0    1.0    0     0    0     0
      command-a,command-r7b
                         json      1.0  0.9  1.1     1.0   490  34     5       3    880   55   0     0.8  75   1.4    0     0    0     0
      command            json      1.0  0.9  1.1     1.0   42   -36    3       3    300   30   0     1.0  0    1.0    0     0    0     0
      nova-2             json      0.9  1.0  1.2     0.3   2    0      1       20   860   5    0     0.5  0    1.0    0     0    0     0
      nova               json      0.95 1.0  1.2     0.3   2    0      1       20   370   20   0     1.0  0    1.0    0     0    0     0
      *                  json      1.05 1.0  1.2     0.3   4    0      4       8    60    20   0     1.0  0    1.0    0     0    0     0
      """;

  /** The columns of the table, in its order. */
  private enum Cost {
    TEXT,
    HAN,
    SCRIPTS,
    DIGIT,
    CHAT,
    SYSTEM,
    MESSAGE,
    TURN,
    TOOLS,
    TOOL,
    FIELD,
    SPEC,
    FORM,
    SCHEMA,
    THINK,
    SEAL,
    BLANK,
    KEPT
  }

  private static final List<ModelFamily> FAMILIES = read();

  private final List<String> marks;
  private final boolean isOlder;
  private final ToolText toolText;
  private final double[] costs; // by column
  private final double[] weights;

  private ModelFamily(String marks, ToolText toolText, double[] costs) {
    isOlder = marks.endsWith(":cl100k");
    this.marks = List.of(marks.replace(":cl100k", "").split(","));
    this.toolText = toolText;
    this.costs = costs;
    weights =
        TokenWeights.of(
            isOlder, cost(Cost.TEXT), cost(Cost.HAN), cost(Cost.SCRIPTS), cost(Cost.DIGIT));
  }

  private static List<ModelFamily> read() {
    List<ModelFamily> families = new ArrayList<>();
    Scanner words = new Scanner(TABLE);
    words.nextLine();
    while (words.hasNext()) {
      String marks = words.next();
      ToolText toolText = ToolText.valueOf(words.next().toUpperCase(Locale.ROOT));
      double[] costs = new double[Cost.values().length];
      for (int i = 0; i < costs.length; i++) {
        costs[i] = Double.parseDouble(words.next());
      }
      families.add(new ModelFamily(marks, toolText, costs));
    }
    return List.copyOf(families);
  }

  /** The family of a model; the last one for models of which nothing is known. */
  static ModelFamily of(ModelRef model) {
    String id = model.toString().toLowerCase(Locale.ROOT);
    for (ModelFamily family : FAMILIES) {
      boolean isFirst = family.isOlder && id.endsWith("/gpt-4");
      if (isFirst || family.marks.stream().anyMatch(mark -> isMark(mark, id))) {
        return family;
      }
    }
    return FAMILIES.get(FAMILIES.size() - 1);
  }

  /** A mark with a slash names a host too; any other is looked for in what the host calls it. */
  private static boolean isMark(String mark, String id) {
    return mark.indexOf('/') >= 0
        ? id.startsWith(mark)
        : id.indexOf(mark, id.indexOf('/') + 1) >= 0;
  }

  /** What the models are shown of their tools. */
  ToolText toolText() {
    return toolText;
  }

  /** The tokens of a text. */
  double text(TextTally text) {
    return text.weighed(weights);
  }

  /** The tokens of texts. */
  double text(LongTexts texts) {
    return texts.weighed(weights);
  }

  /**
   * The tokens of a request but for its media.
   *
   * @param spoken the tokens of the texts of messages or inputs
   * @param tools the tokens of the texts of tools
   * @param schema the tokens of the schema of the answer
   */
  double request(RequestTally request, double spoken, double tools, double schema) {
    double sum = spoken + cost(Cost.TURN) * request.toolTurns();
    if (request.isChat()) {
      sum += cost(Cost.CHAT) + cost(Cost.MESSAGE) * request.messages();
      sum += request.hasSystem() ? cost(Cost.SYSTEM) : 0;
    }
    if (request.tools() > 0) {
      sum += cost(Cost.TOOLS) + cost(Cost.TOOL) * request.tools() + cost(Cost.SPEC) * tools;
      sum += cost(Cost.FIELD) * (request.properties() + request.choices() / 2.0);
    }
    if (request.hasSchema()) {
      sum += cost(Cost.FORM) + cost(Cost.SCHEMA) * schema;
    }
    if (request.thinks()) {
      sum += cost(Cost.THINK);
    }
    return sum + sealed(request.signatures()) + cost(Cost.KEPT) * sealed(request.earlier());
  }

  private double sealed(RequestTally.Signatures signatures) {
    double chars = signatures.chars() - cost(Cost.BLANK) * signatures.count();
    return cost(Cost.SEAL) * Math.max(0, chars);
  }

  private double cost(Cost cost) {
    return costs[cost.ordinal()];
  }
}
