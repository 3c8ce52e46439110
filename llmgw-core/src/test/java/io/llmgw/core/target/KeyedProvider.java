package io.llmgw.core.target;

import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Keys;
import io.llmgw.test.scripted.ReceivedCall;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A provider whose keys are refused as it is told, and answer otherwise. */
final class KeyedProvider {
  final ScriptedProvider fake;
  private final Map<String, LlmException> refused = new ConcurrentHashMap<>();

  KeyedProvider(String name, String... aliases) {
    List<ApiKey> keys = new ArrayList<>();
    for (String alias : aliases) {
      keys.add(ApiKey.of(alias, "secret-of-" + alias));
    }
    fake = ScriptedProvider.named(name).with(Keys.of(keys.toArray(ApiKey[]::new)));
    fake.always(
        (call, script) -> {
          LlmException refusal = call.key() == null ? null : refused.get(call.key().alias());
          if (refusal == null) {
            script.text("blue");
          } else {
            script.fail(refusal);
          }
        });
  }

  KeyedProvider refuses(LlmException.Builder refusal, String... aliases) {
    for (String alias : aliases) {
      refused.put(alias, refusal.build());
    }
    return this;
  }

  KeyedProvider takes(String alias) {
    refused.remove(alias);
    return this;
  }

  /** The keys of all calls so far, in order. */
  List<String> used() {
    return fake.calls().stream().map(ReceivedCall::keyAlias).toList();
  }
}
