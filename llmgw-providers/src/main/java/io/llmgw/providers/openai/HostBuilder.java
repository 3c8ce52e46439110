package io.llmgw.providers.openai;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.dialect.ReasoningReturn;
import io.llmgw.providers.exchange.KeyHeader;
import io.llmgw.providers.exchange.TargetSettings;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.responses.ResponsesFormat;
import io.llmgw.providers.wire.WireFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link CompatibleHost}, each at most once: a second time is an {@link
 * IllegalStateException}. Not thread-safe.
 */
public final class HostBuilder {
  private Dialect dialect;
  private boolean returnsReasoning;
  private @Nullable OpenAiApi api;
  private final TargetSettings target = new TargetSettings();

  HostBuilder(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Sets the name that model references start with: letters, digits, {@code . _ -}; default the
   * host's.
   *
   * @throws IllegalArgumentException when it has other characters or none
   */
  public HostBuilder name(String newName) {
    target.name(newName);
    return this;
  }

  /** Sets where the keys come from; default none, for hosts that need no key. */
  public HostBuilder keys(KeySource source) {
    target.keys(source);
    return this;
  }

  /**
   * Sets the address that {@code /chat/completions} is added to; default the host's.
   *
   * @throws IllegalArgumentException when it is no http or https address, or has a user, a query or
   *     a fragment
   */
  public HostBuilder baseUrl(String url) {
    target.baseUrl(url);
    return this;
  }

  /**
   * Sets how large the media of a request may be, for accounts, models and hosts that take more or
   * less than the provider publishes; default what it publishes, see {@link
   * Provider#mediaLimits()}.
   */
  public HostBuilder mediaLimits(MediaLimits limits) {
    target.mediaLimits(limits);
    return this;
  }

  /**
   * Sets the field in which models of this host want their reasoning back with the turns that call
   * tools; default as the host is known to take it, mostly not at all. {@code reasoning_content} is
   * that of Kimi at Moonshot and of DeepSeek, {@code reasoning} that of newer vLLM servers and
   * Ollama. See {@link CompatibleHost#differences()}; what is left out is remarked in the trail.
   *
   * <p>Only reasoning that came from a provider of this name goes back, or that says of no provider
   * that it is its own. A {@code reasoning_content} is sent empty where such a turn has none, since
   * Kimi refuses a turn without it, unless thinking is switched off in the request.
   *
   * @throws IllegalArgumentException when it is another field
   */
  public HostBuilder takesReasoningBack(String field) {
    TargetSettings.checkUnset(returnsReasoning ? field : null, "takesReasoningBack");
    dialect = dialect.withReasoningReturn(ReasoningReturn.in(field));
    returnsReasoning = true;
    return this;
  }

  /** Sets the API that chats are answered by. */
  void api(OpenAiApi newApi) {
    TargetSettings.checkUnset(api, "api");
    api = Objects.requireNonNull(newApi, "newApi");
  }

  /** Sets how HTTP is used; default {@link HttpSettings#DEFAULTS}. */
  public HostBuilder http(HttpSettings settings) {
    target.http(settings);
    return this;
  }

  /**
   * Adds a header to every request; each name once.
   *
   * @throws IllegalArgumentException when name or value cannot stand in a header; the message does
   *     not show the value
   */
  public HostBuilder header(String headerName, String value) {
    target.header(headerName, value);
    return this;
  }

  /**
   * The provider: no network and no threads before its first call.
   *
   * @throws IllegalStateException when the host has no address of its own and none is set
   */
  public Provider build() {
    return target.provider(
        dialect.name(),
        dialect.baseUrl(),
        spoken().capabilities(),
        KeyHeader.BEARER,
        Map.of(),
        format());
  }

  WireFormat format() {
    return api == OpenAiApi.RESPONSES
        ? new ResponsesFormat(spoken())
        : new OpenAiChatFormat(dialect);
  }

  private Dialect spoken() {
    return api == OpenAiApi.RESPONSES ? dialect.inResponses() : dialect.inChats();
  }
}
