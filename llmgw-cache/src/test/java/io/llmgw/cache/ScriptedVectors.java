package io.llmgw.cache;

import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.scripted.Script;
import java.util.List;
import java.util.function.BiConsumer;

/** Answers that tell whose they are: each text's vector is its length and who made it. */
final class ScriptedVectors {
  static final long TOKENS_OF_A_TEXT = 10;

  private ScriptedVectors() {}

  static BiConsumer<ProviderCall, Script> of(int who) {
    return (call, script) -> write(call, script, who);
  }

  static void write(ProviderCall call, Script script, int who) {
    List<String> inputs = ((EmbeddingRequest) call.request()).inputs();
    for (int i = 0; i < inputs.size(); i++) {
      script.events(new VectorProduced(i, new float[] {inputs.get(i).length(), who}));
    }
    script.usage(usage(inputs.size()));
  }

  static Usage usage(int texts) {
    return Usage.reported(texts * TOKENS_OF_A_TEXT, 0);
  }
}
