package io.llmgw.examples.dashboard.promql;

import io.llmgw.examples.dashboard.promql.Selector.Match;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a query. For one query, by one thread. */
public final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:([a-zA-Z_:][a-zA-Z0-9_:]*)|(\\d+[smhd]\\b)|(\\d+(?:\\.\\d+)?)|\"([^\"\\\\]*)\""
              + "|(=~|!~|!=|[-+*/(){}\\[\\],=<>]))");
  private static final Map<Character, Long> UNITS =
      Map.of('s', 1L, 'm', 60L, 'h', 3_600L, 'd', 86_400L);

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private PromQl(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      for (Kind kind : Kind.values()) {
        String found = matcher.group(kind.ordinal() + 1);
        if (found != null) {
          tokens.add(new Token(kind, found));
        }
      }
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("unknown at " + end + ": " + text);
    }
    tokens.add(new Token(Kind.SIGN, "the end"));
  }

  private enum Kind {
    WORD,
    DURATION,
    NUMBER,
    STRING,
    SIGN
  }

  private record Token(Kind kind, String text) {}

  /**
   * The query in this text.
   *
   * @throws IllegalArgumentException for all that is not known here
   */
  public static Query parse(String text) {
    PromQl parser = new PromQl(text);
    Query query = parser.set();
    parser.expect("the end");
    return query;
  }

  private Query set() {
    Query left = both();
    while (peek().equals("or")) {
      left = new Operation(next(), left, both());
    }
    return left;
  }

  private Query both() {
    Query left = comparison();
    while (peek().equals("and") || peek().equals("unless")) {
      left = new Operation(next(), left, comparison());
    }
    return left;
  }

  private Query comparison() {
    Query left = sum();
    if (peek().equals(">") || peek().equals("<")) {
      left = new Operation(next(), left, sum());
    }
    return left;
  }

  private Query sum() {
    Query left = product();
    while (peek().equals("+") || peek().equals("-")) {
      left = new Operation(next(), left, product());
    }
    return left;
  }

  private Query product() {
    Query left = term();
    while (peek().equals("*") || peek().equals("/")) {
      left = new Operation(next(), left, term());
    }
    return left;
  }

  private Query term() {
    Token first = tokens.get(at++);
    if (first.kind() == Kind.NUMBER) {
      return new Constant(Double.parseDouble(first.text()));
    }
    if (first.text().equals("(")) {
      Query inner = set();
      expect(")");
      return inner;
    }
    if (first.kind() != Kind.WORD) {
      throw unknown(first.text());
    }
    return switch (first.text()) {
      case "sum", "max" -> aggregation(first.text());
      case "rate", "increase" -> rate(first.text().equals("rate"));
      case "histogram_quantile" -> quantile();
      default -> selector(first.text());
    };
  }

  private Query aggregation(String name) {
    expect("by");
    Set<String> labels = new LinkedHashSet<>();
    expect("(");
    do {
      labels.add(word());
    } while (isNext(","));
    expect(")");
    expect("(");
    Query of = set();
    expect(")");
    return new Aggregation(name, labels, of);
  }

  private Query rate(boolean isPerSecond) {
    expect("(");
    Selector of = selector(word());
    expect(")");
    return new Rate(isPerSecond, of);
  }

  private Query quantile() {
    expect("(");
    double rank = Double.parseDouble(next());
    expect(",");
    Query buckets = set();
    expect(")");
    return new Quantile(rank, buckets);
  }

  private Selector selector(String metric) {
    if (peek().equals("(")) {
      throw unknown(metric);
    }
    List<Match> matches = new ArrayList<>();
    if (isNext("{")) {
      do {
        matches.add(new Match(word(), next(), string()));
      } while (isNext(","));
      expect("}");
    }
    Selector selector = new Selector(metric, matches, 0, false);
    if (isNext("[")) {
      selector = selector.withWindow(seconds(next()));
      expect("]");
    }
    if (isNext("offset")) {
      seconds(next());
      selector = selector.withOffset();
    }
    return selector;
  }

  private static long seconds(String duration) {
    int last = duration.length() - 1;
    return Long.parseLong(duration.substring(0, last)) * UNITS.get(duration.charAt(last));
  }

  private String word() {
    return next(Kind.WORD);
  }

  private String string() {
    return next(Kind.STRING);
  }

  private String next(Kind kind) {
    if (tokens.get(at).kind() != kind) {
      throw unknown(peek());
    }
    return next();
  }

  private String next() {
    return tokens.get(at++).text();
  }

  private String peek() {
    return tokens.get(at).text();
  }

  private boolean isNext(String sign) {
    boolean isNext = peek().equals(sign);
    at += isNext ? 1 : 0;
    return isNext;
  }

  private void expect(String sign) {
    if (!isNext(sign)) {
      throw unknown(peek());
    }
  }

  private IllegalArgumentException unknown(String found) {
    return new IllegalArgumentException("'" + found + "' is not understood in: " + text);
  }

  /** A number in a query. */
  private record Constant(double number) implements Query {
    @Override
    public Value of(Scrapes scrapes) {
      return Value.scalar(number);
    }

    @Override
    public void mention(Set<String> above, Set<Mention> found) {
      // Mentions nothing.
    }
  }
}
