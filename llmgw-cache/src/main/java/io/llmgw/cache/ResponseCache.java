package io.llmgw.cache;

import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.CacheControl.Use;
import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.Follower;
import io.llmgw.cache.key.RequestKeys;
import io.llmgw.cache.link.FillLink;
import io.llmgw.cache.link.FillLink.Similar;
import io.llmgw.cache.link.LookupLink;
import io.llmgw.cache.link.Policy;
import io.llmgw.cache.link.SaidLink;
import io.llmgw.cache.link.SimilarLookup;
import io.llmgw.cache.similar.Questions;
import io.llmgw.cache.similar.SemanticSettings;
import io.llmgw.cache.store.SecondLevel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives answers again instead of asking twice, and lets calls that ask the same at the same time
 * share one request: {@code builder.use(ResponseCache.ofMegabytes(64))}. For every operation but
 * the count of tokens, whole and streamed, within the process.
 *
 * <p><b>What is the same</b>: the whole effective request as it would be sent, masked as it is: the
 * conversation, tools, schema, settings, extra fields and headers; the model or alias with the
 * route that it stands for now; options of the host; tenant and namespace. Only what cannot change
 * an answer is left out, such as timeouts.
 *
 * <p><b>What is kept</b>: complete answers that ended by themselves, of the first choice of the
 * route. Not those that were cut off, filtered, refused, empty or cancelled. Requests with a
 * temperature above 0 or a seed, and answers that ask for tools, only where {@link CacheControl}
 * says so. Of embeddings, the vector of each text.
 *
 * <p>An answer from the cache goes the way of any other: guards see it, and masked values are
 * restored to those of the caller who asks. It costs nothing; {@code served().cacheUse()} says what
 * that saves. Links of the host behind the cache (slots {@code CALL}, {@code ROUTE} and {@code
 * ATTEMPT}) are not run for it: they see only calls that ask, and of those that share one the first
 * alone. What decides by the caller, such as a permission, belongs into {@code ACCESS} or {@code
 * APPLICATION}.
 *
 * <p>Settings are immutable: each method returns a cache that differs in one thing, and is empty. A
 * cache belongs to the one client it is given to. Thread-safe.
 */
public final class ResponseCache implements Feature {
  /** How long answers are given again if nothing else is said. */
  public static final Duration TTL = Duration.ofHours(1);

  /** The namespace of calls that name none. */
  public static final String NAMESPACE = "default";

  private static final int SHORTEST_SECRET = 16;
  private static final long MEGABYTE = 1L << 20;
  private static final int MOST_MEGABYTES = 1 << 20;
  private static final CacheControl DEFAULTS =
      new CacheControl(
          Use.ON, TTL, null, Duration.ZERO, NAMESPACE, false, false, false, false, null, null);

  private final Settings settings;
  private final AtomicReference<@Nullable Made> made = new AtomicReference<>();

  private ResponseCache(Settings settings) {
    this.settings = settings;
  }

  private record Settings(
      int megabytes,
      CacheScope scope,
      Duration stale,
      @Nullable String policyVersion,
      @Nullable Store store,
      @Nullable Semantic semantic,
      Policy policy) {}

  /** A second level, and what its entries are sealed with; null for a plain hash. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Store(ResponseStore store, byte @Nullable [] secret) {}

  /** What a client has made of it. */
  private record Made(
      Entries entries, @Nullable SecondLevel secondLevel, @Nullable SimilarLookup similar) {}

  /**
   * A cache that takes about so much memory: 1 to 1,048,576 MiB. No answer may take more than an
   * eighth of it.
   */
  public static ResponseCache ofMegabytes(int megabytes) {
    if (megabytes < 1 || megabytes > MOST_MEGABYTES) {
      throw new IllegalArgumentException(
          "a cache may have 1 to " + MOST_MEGABYTES + " megabytes, not " + megabytes);
    }
    Policy policy = new Policy(DEFAULTS, Map.of(), null, true);
    return new ResponseCache(
        new Settings(megabytes, CacheScope.TENANT, Duration.ZERO, null, null, null, policy));
  }

  private ResponseCache with(
      CacheScope scope,
      Duration stale,
      @Nullable String policyVersion,
      @Nullable Store store,
      Policy policy) {
    return new ResponseCache(
        new Settings(
            settings.megabytes, scope, stale, policyVersion, store, settings.semantic, policy));
  }

  private ResponseCache with(Policy policy) {
    return with(settings.scope, settings.stale, settings.policyVersion, settings.store, policy);
  }

  /** How long answers are given again; more than 0 to 365 days, default 1 hour. */
  public ResponseCache ttl(Duration ttl) {
    return with(CacheControl.DEFAULT.ttl(ttl));
  }

  /**
   * How long each answer is given again: more than 0 to 365 days; null or 0 not at all. Not asked
   * where the call itself says for how long, nor for vectors. One that throws keeps nothing, and is
   * reported without text. It sees the answer masked, as it came. Called on the thread that got the
   * answer, before its caller has it: quick.
   */
  public ResponseCache ttlOf(Function<ChatResponse, @Nullable Duration> ttlOf) {
    Objects.requireNonNull(ttlOf, "ttlOf");
    Policy now = settings.policy;
    return with(new Policy(now.ofClient(), now.ofModels(), ttlOf, now.isShared()));
  }

  /** What all calls go by; what it leaves open stays as it is. */
  public ResponseCache with(CacheControl control) {
    Policy now = settings.policy;
    return with(
        new Policy(control.or(now.ofClient()), now.ofModels(), now.ttlOf(), now.isShared()));
  }

  /**
   * What calls go by that ask for this model or alias, by the very name; what it leaves open is
   * said by {@link #with}. Replaces what was said for it before.
   */
  public ResponseCache forModel(String name, CacheControl control) {
    Policy now = settings.policy;
    Map<String, CacheControl> models = new HashMap<>(now.ofModels());
    models.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(control, "control"));
    return with(new Policy(now.ofClient(), models, now.ttlOf(), now.isShared()));
  }

  /** Who shares answers; default callers of the same tenant. */
  public ResponseCache scope(CacheScope scope) {
    Objects.requireNonNull(scope, "scope");
    return with(scope, settings.stale, settings.policyVersion, settings.store, settings.policy);
  }

  /**
   * The same for {@link CacheScope#USER}: nobody sees what was answered to somebody else. Calls
   * whose caller names no user are passed by.
   */
  public ResponseCache perUser() {
    return scope(CacheScope.USER);
  }

  /**
   * Keeps answers for so long beyond their time, and gives them where a call fails before it has
   * any content in a way that may pass; 0 to 365 days, default 0. A call may ask for less. A
   * {@linkplain #secondLevel second level} is told to keep them for so long too, and asked once
   * more after a failure, as long as before the call.
   *
   * <p>That is {@code DNS}, {@code CONNECT}, {@code TLS}, {@code PROXY}, {@code LOCAL_RESOURCE},
   * {@code REJECTED_LOCAL}, {@code CONNECTION_LOST}, {@code TIMEOUT}, {@code RATE_LIMIT}, {@code
   * OVERLOADED}, {@code SERVER}, {@code QUOTA}, {@code AUTH}, {@code CONFLICT}, {@code
   * STREAM_BROKEN}, {@code STREAM_TRUNCATED}, {@code PROTOCOL}, {@code EMPTY_RESPONSE} and {@code
   * BUDGET}, and {@code NO_TARGET} where it is known when one can take calls again. Never what
   * somebody has decided or has to mend, whatever it says of a retry: {@code BLOCKED}, {@code
   * PERMISSION}, {@code CONTENT_POLICY}, {@code REFUSED}, {@code INVALID_REQUEST}, {@code
   * CONTEXT_LENGTH}, {@code UNSUPPORTED}, {@code CONFIGURATION} and all others. Nor where the call
   * is cancelled, its time as a whole ({@code Timeouts.total}) is over or the client is closed.
   */
  public ResponseCache staleIfError(Duration stale) {
    if (stale.isNegative() || stale.compareTo(CacheControl.LONGEST_TTL) > 0) {
      throw new IllegalArgumentException(
          "staleIfError must be 0 to " + CacheControl.LONGEST_TTL + ", not " + stale);
    }
    ResponseCache asked = with(CacheControl.DEFAULT.staleIfError(stale));
    return asked.with(
        settings.scope, stale, settings.policyVersion, settings.store, asked.settings.policy);
  }

  /**
   * A part of every key: a new version of the host's policies, such as of links further in that
   * change answers, finds nothing of the old one. Default none.
   */
  public ResponseCache policyVersion(String version) {
    Objects.requireNonNull(version, "version");
    return with(settings.scope, settings.stale, version, settings.store, settings.policy);
  }

  /** Lets each call ask by itself, also where another one asks the same at the same time. */
  public ResponseCache withoutSharing() {
    Policy now = settings.policy;
    return with(new Policy(now.ofClient(), now.ofModels(), now.ttlOf(), false));
  }

  /**
   * A store beside the memory of the process, which others may share; for whole answers, without
   * those of calls with an {@link Idempotency} key or with an option that is part of their key.
   * Belongs to the client, which closes it. Default none. Entries end by a hash, so that damage is
   * found; whoever can write into the store can make entries.
   */
  public ResponseCache secondLevel(ResponseStore store) {
    return with(new Store(Objects.requireNonNull(store, "store"), null));
  }

  /**
   * The same, with entries that only holders of this secret can make: sealed by HMAC-SHA-256.
   *
   * @param secret at least 16 bytes; copied
   */
  public ResponseCache secondLevel(ResponseStore store, byte[] secret) {
    if (secret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "a secret must have at least "
              + SHORTEST_SECRET
              + " bytes, this one has "
              + secret.length);
    }
    return with(new Store(Objects.requireNonNull(store, "store"), secret.clone()));
  }

  private ResponseCache with(Store store) {
    return with(settings.scope, settings.stale, settings.policyVersion, store, settings.policy);
  }

  /**
   * Answers a question also with what was answered to a similar one; default off. Everything else
   * of the two requests is equal, and a call may ask for more ({@link CacheControl#similarity},
   * {@link CacheControl#exactOnly}), never for less.
   */
  public ResponseCache semantic(Semantic semantic) {
    Objects.requireNonNull(semantic, "semantic");
    return new ResponseCache(
        new Settings(
            settings.megabytes,
            settings.scope,
            settings.stale,
            settings.policyVersion,
            settings.store,
            semantic,
            settings.policy));
  }

  @Override
  public String name() {
    return "response cache";
  }

  @Override
  public List<Interceptor> links(TimeSource time) {
    SemanticSettings semantic = settings.semantic == null ? null : settings.semantic.settings();
    Questions questions = semantic == null ? null : Questions.of(semantic);
    Entries entries =
        new Entries(
            settings.megabytes * MEGABYTE,
            settings.scope,
            settings.stale,
            time,
            questions == null ? Follower.NONE : questions);
    Store store = settings.store;
    SecondLevel secondLevel =
        store == null
            ? null
            : new SecondLevel(
                store.store, store.secret, entries.mostBytesOfOne(), settings.stale, time);
    RequestKeys keys = new RequestKeys(settings.scope, settings.policyVersion);
    Similar similar =
        semantic == null || questions == null
            ? null
            : new Similar(new SimilarLookup(semantic, entries, questions, keys, time), questions);
    Made now = new Made(entries, secondLevel, similar == null ? null : similar.lookup());
    if (!made.compareAndSet(null, now)) {
      throw new IllegalStateException("this cache belongs to another client: make one for each");
    }
    return List.of(
        new SaidLink(keys, entries, secondLevel, time),
        new LookupLink(entries, keys, settings.policy, time),
        new FillLink(entries, secondLevel, similar, settings.policy, time));
  }

  /**
   * Drops the answers of this key, as {@code served().cacheUse().key()} says it; returns how many
   * the process had.
   */
  public int invalidate(String key) {
    return invalidate(key, Label.KEY);
  }

  /** Drops all answers of a namespace; returns how many the process had. */
  public int invalidateNamespace(String namespace) {
    return invalidate(namespace, Label.NAMESPACE);
  }

  /**
   * Drops all answers that were asked for on behalf of a tenant; returns how many the process had.
   */
  public int invalidateTenant(String tenant) {
    return invalidate(tenant, Label.TENANT);
  }

  /**
   * Drops all answers that this model gave, or that this model or alias was asked for; returns how
   * many the process had.
   */
  public int invalidateModel(String model) {
    return invalidate(model, Label.MODEL, Label.TARGET);
  }

  /** Here and, as soon as it can, in the second level; here again for what has come from there. */
  private int invalidate(String value, Label... labels) {
    Objects.requireNonNull(value, "value");
    Made known = made.get();
    if (known == null) {
      return 0;
    }
    SecondLevel far = known.secondLevel;
    if (far == null) {
      return known.entries.invalidate(value, labels);
    }
    for (Label label : labels) {
      far.announce(label, value); // or it would come back from there before it is told
    }
    try {
      return known.entries.invalidate(value, labels);
    } finally {
      for (Label label : labels) {
        far.remove(label, value, () -> known.entries.invalidate(value, labels));
      }
    }
  }

  /**
   * Drops all answers of the process of which this is true; returns how many. Looks at all of them.
   * Of what is being asked for meanwhile nothing is kept, of whichever tenant, as nobody knows yet
   * what this would say of it. A second level is not asked.
   */
  public int invalidateIf(Predicate<CachedEntry> condition) {
    Made known = made.get();
    return known == null ? 0 : known.entries.invalidateIf(condition);
  }

  /**
   * What has become of similar questions in a namespace, also of those that were not answered
   * because of {@link Semantic#shadow()}. Of the first 256 namespaces that look for any; all zero
   * for others, and where the cache is not {@linkplain #semantic semantic}.
   */
  public SemanticReport semanticReport(String namespace) {
    Objects.requireNonNull(namespace, "namespace");
    Made known = made.get();
    return known == null || known.similar == null
        ? SemanticReport.none(namespace)
        : known.similar.report(namespace);
  }

  /** How many answers and vectors the process has, about. */
  public long size() {
    Made known = made.get();
    return known == null ? 0 : known.entries.size();
  }

  /** How many bytes they take, about, with the questions by which similar ones find them. */
  public long bytes() {
    Made known = made.get();
    return known == null ? 0 : known.entries.bytes();
  }

  @Override
  public void close() {
    Made known = made.get();
    if (known == null) {
      return;
    }
    known.entries.clear();
    if (known.similar != null) {
      known.similar.close();
    }
    if (known.secondLevel != null) {
      known.secondLevel.close();
    }
  }
}
