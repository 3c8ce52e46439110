package io.llmgw.api.schema.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Keywords for any value, for numbers and for strings. */
final class ScalarRules {
  private static final Set<String> TYPES =
      Set.of("null", "boolean", "object", "array", "number", "integer", "string");
  private static final int MOST_SHOWN = 20;

  private ScalarRules() {}

  static boolean add(Keyword keyword) {
    Rule rule =
        switch (keyword.name()) {
          case "type" -> type(keyword);
          case "enum" -> oneOf(keyword);
          case "const" -> constant(keyword);
          case "minimum" -> limit(keyword, "at least", it -> it >= 0);
          case "maximum" -> limit(keyword, "at most", it -> it <= 0);
          case "exclusiveMinimum" -> limit(keyword, "more than", it -> it > 0);
          case "exclusiveMaximum" -> limit(keyword, "less than", it -> it < 0);
          case "multipleOf" -> multipleOf(keyword);
          case "minLength" -> minLength(keyword);
          case "maxLength" -> maxLength(keyword);
          default -> null;
        };
    if (rule != null) {
      keyword.node().add(rule);
    }
    return rule != null;
  }

  private static Rule type(Keyword keyword) {
    List<String> types = keyword.value() instanceof String one ? List.of(one) : keyword.strings();
    if (types.isEmpty() || !TYPES.containsAll(types)) {
      throw keyword.refused("types of JSON, such as \"string\"");
    }
    String words = String.join(" or ", types.stream().map(JsonKind::words).toList());
    return (value, place, findings) -> {
      for (String type : types) {
        if (JsonKind.is(type, value)) {
          return;
        }
      }
      findings.add(place, "type", "must be " + words + ", not " + JsonKind.of(value));
    };
  }

  private static Rule oneOf(Keyword keyword) {
    if (!(keyword.value() instanceof List<?> values)) {
      throw keyword.refused("an array");
    }
    Set<String> allowed = new HashSet<>();
    List<String> shown = new ArrayList<>();
    for (Object value : values) {
      String text = Canonical.of(value);
      allowed.add(text);
      if (shown.size() < MOST_SHOWN) {
        shown.add(text);
      }
    }
    String more = values.size() > MOST_SHOWN ? ", ..." : "";
    String message = "must be one of " + String.join(", ", shown) + more;
    return equal("enum", allowed, message);
  }

  private static Rule constant(Keyword keyword) {
    String text = Canonical.of(keyword.value());
    return equal("const", Set.of(text), "must be " + text);
  }

  private static Rule equal(String rule, Set<String> allowed, String message) {
    return (value, place, findings) -> {
      if (!allowed.contains(canonical(value, findings))) {
        findings.add(place, rule, message);
      }
    };
  }

  /** The canonical text, whose length is work. */
  static String canonical(@Nullable Object value, Findings findings) {
    String text = Canonical.of(value);
    findings.spend(text.length() / 64);
    return text;
  }

  private static Rule limit(Keyword keyword, String words, IntPredicate holds) {
    BigDecimal bound = keyword.number();
    String message = "must be " + words + " " + bound;
    return (value, place, findings) -> {
      if (value instanceof Number number
          && !holds.test(JsonKind.decimal(number).compareTo(bound))) {
        findings.add(place, keyword.name(), message);
      }
    };
  }

  private static Rule multipleOf(Keyword keyword) {
    BigDecimal step = keyword.number();
    if (step.signum() <= 0) {
      throw keyword.refused("a number above 0");
    }
    String message = "must be a multiple of " + step;
    return (value, place, findings) -> {
      if (value instanceof Number number && !isMultiple(JsonKind.decimal(number), step)) {
        findings.add(place, "multipleOf", message);
      }
    };
  }

  /** Without writing out the digits between the exponents, of which there may be thousands. */
  private static boolean isMultiple(BigDecimal number, BigDecimal step) {
    BigInteger digits = number.unscaledValue();
    BigInteger unit = step.unscaledValue();
    int zeros = step.scale() - number.scale();
    if (zeros >= 0) {
      return digits
              .multiply(BigInteger.TEN.modPow(BigInteger.valueOf(zeros), unit))
              .mod(unit)
              .signum()
          == 0;
    }
    boolean tooFine = -zeros > number.precision();
    return digits.signum() == 0
        || (!tooFine && digits.mod(unit.multiply(BigInteger.TEN.pow(-zeros))).signum() == 0);
  }

  private static Rule minLength(Keyword keyword) {
    int least = keyword.count();
    return (value, place, findings) -> {
      if (value instanceof String text && text.codePointCount(0, text.length()) < least) {
        findings.add(place, "minLength", "must have at least " + least + " characters");
      }
    };
  }

  private static Rule maxLength(Keyword keyword) {
    int most = keyword.count();
    return (value, place, findings) -> {
      if (value instanceof String text && text.codePointCount(0, text.length()) > most) {
        findings.add(place, "maxLength", "must have at most " + most + " characters");
      }
    };
  }
}
