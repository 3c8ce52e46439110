package io.llmgw.consumer;

import io.llmgw.api.LlmClient;

/** Finds the engine as an application does, and prints where each module of ours came from. */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] args) {
    System.out.println("builder of " + LlmClient.builder().getClass().getModule().getName());
    ModuleLayer.boot().configuration().modules().stream()
        .filter(module -> module.name().startsWith("io.llmgw."))
        .forEach(
            module ->
                System.out.println(
                    module.name() + " from " + module.reference().location().orElseThrow()));
  }
}
