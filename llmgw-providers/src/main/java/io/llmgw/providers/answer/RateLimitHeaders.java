package io.llmgw.providers.answer;

import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the headers that tell what is left of an allowance: {@code x-ratelimit-FIELD-SCOPE} as
 * OpenAI, Azure, Groq and Cerebras write them, {@code VENDOR-ratelimit-SCOPE-FIELD} as Anthropic
 * does, {@code x-SCOPE-FIELD} as Cohere does, {@code ratelimitbySCOPE-FIELD} as Mistral did, {@code
 * RateLimit} and {@code RateLimit-FIELD} as Hugging Face and gateways do. Never throws. Not
 * thread-safe.
 */
final class RateLimitHeaders {
  /** Those that do not call themselves limits of a rate: Cohere's, by the endpoint. */
  static final List<String> UNMARKED =
      List.of(
          "x-trial-endpoint-call-limit",
          "x-trial-endpoint-call-remaining",
          "x-endpoint-monthly-call-limit");

  // The fields of real answers have at most ten; a flood of made-up ones shall not cost anything.
  private static final int MOST_SCOPES = 32;
  private static final int LONGEST_NUMBER = 18;
  private static final List<String> FIELDS = List.of("limit", "remaining", "reset");
  private static final String MARK = "ratelimit-";
  private static final String BARE = "ratelimit";
  private static final String POLICY = "ratelimit-policy";
  private static final String BY = "ratelimitby";
  // Together names no scope: its limit counts requests.
  private static final String UNNAMED = "requests";

  private final Instant now;
  private final List<Scope> scopes = new ArrayList<>(4);

  RateLimitHeaders(Instant now) {
    this.now = now;
  }

  /** Whether a name, in any case, looks like one of these: a glance that most headers end with. */
  static boolean isMarked(String name) {
    if (name.regionMatches(true, 0, BARE, 0, BARE.length())) {
      return true;
    }
    int last = name.length() - MARK.length();
    for (int dash = name.indexOf('-');
        dash >= 0 && dash < last;
        dash = name.indexOf('-', dash + 1)) {
      boolean begins = (name.charAt(dash + 1) | ' ') == MARK.charAt(0); // in either case
      if (begins && name.regionMatches(true, dash + 1, MARK, 0, MARK.length())) {
        return true;
      }
    }
    return false;
  }

  /** Takes a header; says whether it is one of those that belong here. */
  boolean take(String lowerName, String value) {
    if (lowerName.equals(BARE) || lowerName.equals(POLICY)) {
      LimitList.read(value, this::putNamed);
      return true;
    }
    if (lowerName.startsWith(BY)) {
      return takeLast(lowerName, BY.length(), value);
    }
    int mark = lowerName.indexOf(MARK);
    if (mark < 0 || (mark > 0 && lowerName.charAt(mark - 1) != '-')) {
      return UNMARKED.contains(lowerName) && takeLast(lowerName, "x-".length(), value);
    }
    int from = mark + MARK.length();
    int end = lowerName.length();
    int dash = lowerName.indexOf('-', from);
    int headEnd = dash < 0 ? end : dash;
    String head = field(lowerName, from, headEnd);
    if (head != null) {
      if (dash < 0) {
        put(UNNAMED, 0, UNNAMED.length(), head, value);
      } else {
        put(lowerName, dash + 1, end, head, value);
      }
      return true;
    }
    return takeLast(lowerName, from, value);
  }

  /** The scope begins there, and the field comes last. */
  private boolean takeLast(String lowerName, int from, String value) {
    int lastDash = lowerName.lastIndexOf('-');
    String tail = lastDash > from ? field(lowerName, lastDash + 1, lowerName.length()) : null;
    if (tail != null) {
      put(lowerName, from, lastDash, tail, value);
    }
    return true;
  }

  private void putNamed(String name, String field, String value) {
    String scope = name.isEmpty() ? UNNAMED : name;
    put(scope, 0, scope.length(), field, value);
  }

  private static @Nullable String field(String name, int from, int to) {
    for (String field : FIELDS) {
      if (to - from == field.length() && name.startsWith(field, from)) {
        return field;
      }
    }
    return null;
  }

  private void put(String name, int from, int to, String field, String value) {
    Scope scope = scope(name, from, to);
    if (scope == null) {
      return;
    }
    switch (field) {
      case "limit" -> scope.limit = number(value);
      case "remaining" -> scope.remaining = number(value);
      default -> scope.reset = Delays.reset(value, now);
    }
  }

  private @Nullable Scope scope(String name, int from, int to) {
    for (int i = 0; i < scopes.size(); i++) {
      Scope scope = scopes.get(i);
      if (scope.name.length() == to - from && name.startsWith(scope.name, from)) {
        return scope;
      }
    }
    if (from == to || scopes.size() == MOST_SCOPES) {
      return null;
    }
    Scope added = new Scope(name.substring(from, to));
    scopes.add(added);
    return added;
  }

  private static @Nullable Long number(String value) {
    int end = value.indexOf(','); // behind it, policies
    String digits = (end < 0 ? value : value.substring(0, end)).strip();
    if (digits.isEmpty() || digits.length() > LONGEST_NUMBER) {
      return null;
    }
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }

  RateLimits limits() {
    List<RateLimit> limits = new ArrayList<>(scopes.size());
    for (Scope scope : scopes) {
      if (scope.limit != null || scope.remaining != null || scope.reset != null) {
        limits.add(new RateLimit(scope.name, scope.limit, scope.remaining, scope.reset));
      }
    }
    return limits.isEmpty() ? RateLimits.NONE : new RateLimits(limits);
  }

  /**
   * How long until every allowance that is used up is whole again; null when none is known to be
   * used up, or when none of those says.
   */
  static @Nullable Duration untilReset(RateLimits limits) {
    Duration longest = null;
    for (RateLimit limit : limits.all()) {
      Long remaining = limit.remaining();
      Duration reset = limit.reset();
      boolean exhausted = remaining != null && remaining == 0;
      if (exhausted && reset != null && (longest == null || reset.compareTo(longest) > 0)) {
        longest = reset;
      }
    }
    return longest;
  }

  private static final class Scope {
    final String name;
    @Nullable Long limit;
    @Nullable Long remaining;
    @Nullable Duration reset;

    Scope(String name) {
      this.name = name;
    }
  }
}
