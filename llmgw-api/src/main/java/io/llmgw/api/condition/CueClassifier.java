package io.llmgw.api.condition;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Role;
import io.llmgw.api.request.LlmRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the task of a chat by plain cues in the last message of its user: {@link #CODE} for fenced
 * code, stack traces and words of programming languages, {@link #SUMMARY} for words that ask for
 * one, {@link #LONG} for 8,000 chars and more, {@link #QUESTION} for up to 400 chars with a
 * question mark or a question word in front; the first that fits, in this order.
 *
 * <p>What it cannot do: it knows words, not meanings. It reads English cues, and a few of German,
 * French and Spanish; it cannot tell a hard question from an easy one; a text that speaks of
 * summaries is one to it, and irony is lost on it. It reads the first and the last 2,000 chars of a
 * message, so what stands in the middle of a long one is not seen. Where a wrong guess costs more
 * than the strong model, let the application say the task by {@link Task}. Thread-safe.
 */
public final class CueClassifier implements RequestClassifier {
  static final CueClassifier STANDARD = new CueClassifier();

  /** Program code, or about it. */
  public static final String CODE = "code";

  /** A summary is asked for. */
  public static final String SUMMARY = "summary";

  /** A long text without a cue of the others before. */
  public static final String LONG = "long";

  /** A short question. */
  public static final String QUESTION = "question";

  private static final int END_CHARS = 2_000;
  private static final int LONG_CHARS = 8_000;
  private static final int QUESTION_CHARS = 400;

  private static final Pattern CODE_MARKS =
      Pattern.compile(
          "```|\\n\\s*at \\w+\\.|traceback \\(most recent|\\bpublic (static|class|void) |#include\\b"
              + "|\\bimport java|\\bfunction ?\\w*\\(|=> \\{|\\bdef \\w+\\(|\\bselect .{1,80} from "
              + "|\\b(stack ?trace|compile error|unit tests?|refactor|regex)\\b");

  private static final Pattern SUMMARY_WORDS =
      Pattern.compile(
          "\\b(summar(y|i[sz]e|i[sz]ing|ies)|tl;?dr|in a nutshell|key points|zusammenfass\\w*"
              + "|fasse .{0,80} zusammen|résum\\w+|resum(en|e|ir|a))\\b",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern QUESTION_WORD =
      Pattern.compile(
          "^(who|what|when|where|why|which|how|is|are|do|does|did|can|could|should|wer|was|wann|wo"
              + "|warum|wie|welche\\w?|qui|que|quoi|quand|où|pourquoi|comment|qué|cuándo|dónde"
              + "|cómo)\\b",
          Pattern.UNICODE_CHARACTER_CLASS);

  private CueClassifier() {}

  @Override
  public @Nullable String task(LlmRequest<?> request) {
    if (!(request.content() instanceof ChatContent chat)) {
      return null;
    }
    String whole = lastOfUser(chat.messages());
    String read = ends(whole).toLowerCase(Locale.ROOT).strip();
    if (CODE_MARKS.matcher(read).find()) {
      return CODE;
    }
    if (SUMMARY_WORDS.matcher(read).find()) {
      return SUMMARY;
    }
    if (whole.length() >= LONG_CHARS) {
      return LONG;
    }
    boolean asks = read.indexOf('?') >= 0 || QUESTION_WORD.matcher(read).find();
    return asks && whole.length() <= QUESTION_CHARS ? QUESTION : null;
  }

  private static String lastOfUser(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER) {
        return messages.get(i).text();
      }
    }
    return "";
  }

  private static String ends(String whole) {
    return whole.length() <= 2 * END_CHARS
        ? whole
        : whole.substring(0, END_CHARS) + "\n" + whole.substring(whole.length() - END_CHARS);
  }

  @Override
  public String toString() {
    return "by rules";
  }
}
