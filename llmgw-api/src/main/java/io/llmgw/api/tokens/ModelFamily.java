package io.llmgw.api.tokens;

import io.llmgw.api.route.ModelRef;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;

/**
 * Models that spell text and frame requests alike. How the figures were found, and how far they are
 * off, is told in {@code docs/tokens.md}.
 */
final class ModelFamily {
  /**
   * One family a line, found by the first line of which a mark is part of the model's id; marks are
   * separated by commas. Then, in tokens:
   *
   * <ul>
   *   <li>text: a text, relative to OpenAI's o200k (cl100k where the line says so)
   *   <li>han: an ideograph; scripts: other letters beyond Latin, relative to the text
   *   <li>digit: a further digit of a number, which some join to the first
   *   <li>chat, message, turn: around a conversation, each message, each call or result of a tool
   *   <li>tools, tool, spec: around all tools, each of them, and their text, relative
   *   <li>form, schema: around a schema of the answer, and its text, relative
   *   <li>think: for being asked to think; seal: a char of a signature, where it stands for
   *       thoughts
   * </ul>
   */
  private static final String TABLE =
      """
      marks              text han  scripts digit chat message turn tools tool spec form schema think seal
      gpt-oss            1.05 0.85 1.0     0.1   68   4       5    2     2    1.2  0    0      0     0
      gpt-3.5,gpt-4-,text-embedding,ada-002,gpt-35:cl100k
                         1.05 1.2  1.0     0.1   3    4       5    17    3    0.5  4    1.0    0     0
      gpt,chatgpt,o1,o3,o4,codex,computer-use
                         1.02 0.85 1.0     0.1   3    4       5    17    1    0.53 4    1.0    0     0.09
      claude-3,claude-2,sonnet-4-0,opus-4-0,opus-4-1,sonnet-4-2,opus-4-2
                         1.12 1.2  1.4     0.2   6    2       20   310   20   1.15 125  1.3    28    0
      opus-4-7,opus-4-8,claude-5,opus-5,sonnet-5,haiku-5
                         1.48 1.3  1.4     0.6   2    2       20   690   37   1.35 125  1.5    0     0
      claude             1.08 1.2  1.4     0.2   5    3       20   490   38   1.0  125  1.5    28    0
      gemini-3           1.0  0.65 0.9     1.0   0    1       13   0     0    0.65 0    0      0     0.2
      gemini,gemma       1.05 0.65 0.9     1.0   0    1       12   0     0    0.75 0    0      0     0
      llama-3.1,llama-3.2,llama-3.3,llama3.1,llama3.2,llama3.3
                         1.02 0.85 1.1     0.1   30   5       8    200   20   1.2  0    0      0     0
      llama              1.02 0.85 1.1     0.1   3    5       8    230   20   1.2  0    0      0     0
      stral              1.1  0.9  1.1     1.0   1    4.5     1    0     16   1.45 0    1.0    0     0
      deepseek           0.97 0.6  1.1     0.1   2    3       20   200   20   1.5  0    1.0    0     0
      qwen,qwq           0.95 0.65 1.2     1.0   5    4.7     15   65    35   1.28 0    0      0     0
      grok               0.93 0.8  1.1     0.1   2    4.5     3    145   13   1.5  0    1.0    0     0
      command-a,command-r7b
                         1.0  0.9  1.1     1.0   480  5       3    890   55   0.8  75   1.4    0     0
      nova-2             0.9  1.0  1.2     0.3   2    1       20   860   5    0.5  0    1.0    0     0
      nova               0.95 1.0  1.2     0.3   2    1       20   370   20   1.0  0    1.0    0     0
      *                  1.05 1.0  1.2     0.3   4    4       8    60    20   1.0  0    1.0    0     0
      """;

  /** The columns of the table, in its order. */
  private enum Cost {
    TEXT,
    HAN,
    SCRIPTS,
    DIGIT,
    CHAT,
    MESSAGE,
    TURN,
    TOOLS,
    TOOL,
    SPEC,
    FORM,
    SCHEMA,
    THINK,
    SEAL
  }

  private static final List<ModelFamily> FAMILIES = read();

  private final List<String> marks;
  private final boolean isOlder;
  private final Map<Cost, Double> costs;
  private final double[] weights;

  private ModelFamily(String marks, Map<Cost, Double> costs) {
    isOlder = marks.endsWith(":cl100k");
    this.marks = List.of(marks.replace(":cl100k", "").split(","));
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
      Map<Cost, Double> costs = new EnumMap<>(Cost.class);
      for (Cost cost : Cost.values()) {
        costs.put(cost, Double.valueOf(words.next()));
      }
      families.add(new ModelFamily(marks, costs));
    }
    return List.copyOf(families);
  }

  /** The family of a model; the last one for models of which nothing is known. */
  static ModelFamily of(ModelRef model) {
    String id = model.model().toLowerCase(Locale.ROOT);
    for (ModelFamily family : FAMILIES) {
      if (family.isOlder && id.equals("gpt-4") || family.marks.stream().anyMatch(id::contains)) {
        return family;
      }
    }
    return FAMILIES.get(FAMILIES.size() - 1);
  }

  /** The tokens of a text. */
  double text(TextTally text) {
    return text.weighed(weights);
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
    }
    if (request.tools() > 0) {
      sum += cost(Cost.TOOLS) + cost(Cost.TOOL) * request.tools() + cost(Cost.SPEC) * tools;
    }
    if (request.hasSchema()) {
      sum += cost(Cost.FORM) + cost(Cost.SCHEMA) * schema;
    }
    if (request.thinks()) {
      sum += cost(Cost.THINK);
    }
    return sum + cost(Cost.SEAL) * request.signatureChars();
  }

  private double cost(Cost cost) {
    return costs.getOrDefault(cost, 0.0);
  }
}
