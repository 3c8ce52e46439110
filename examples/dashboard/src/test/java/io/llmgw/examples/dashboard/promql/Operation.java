package io.llmgw.examples.dashboard.promql;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Two queries in one: arithmetic, a comparison, or a set of both. */
record Operation(String operator, Query left, Query right) implements Query {
  @Override
  public Value of(Scrapes scrapes) {
    Value one = left.of(scrapes);
    Value other = right.of(scrapes);
    return switch (operator) {
      case "+", "-", "*", "/" -> calculate(one, other);
      case ">", "<" -> compare(one, other.number());
      case "or", "and", "unless" -> combine(one, other);
      default -> throw new IllegalArgumentException("unknown operator " + operator);
    };
  }

  private Value calculate(Value one, Value other) {
    if (other.isScalar()) {
      double number = other.number();
      return one.map(value -> calculate(value, number));
    }
    if (one.isScalar()) {
      double number = one.number();
      return other.map(value -> calculate(number, value));
    }
    Map<Map<String, String>, Double> both = new HashMap<>();
    one.samples()
        .forEach(
            (labels, value) -> {
              Double partner = other.samples().get(labels);
              if (partner != null) {
                both.put(labels, calculate(value, partner));
              }
            });
    return Value.vector(both);
  }

  private double calculate(double one, double other) {
    return switch (operator) {
      case "+" -> one + other;
      case "-" -> one - other;
      case "*" -> one * other;
      default -> one / other;
    };
  }

  private Value compare(Value value, double with) {
    Map<Map<String, String>, Double> kept = new HashMap<>(value.samples());
    kept.values().removeIf(number -> operator.equals(">") ? !(number > with) : !(number < with));
    return Value.vector(kept);
  }

  private Value combine(Value one, Value other) {
    Map<Map<String, String>, Double> kept = new HashMap<>(one.samples());
    switch (operator) {
      case "or" -> other.samples().forEach(kept::putIfAbsent);
      case "and" -> kept.keySet().retainAll(other.samples().keySet());
      default -> kept.keySet().removeAll(other.samples().keySet());
    }
    return Value.vector(kept);
  }

  @Override
  public void mention(Set<String> above, Set<Mention> found) {
    left.mention(above, found);
    right.mention(above, found);
  }
}
