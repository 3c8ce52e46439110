package io.llmgw.checks;

/** Sources of what a jar can offer to a client. */
final class Offers {
  private Offers() {}

  /** A factory of providers that answer with their name. */
  static String provider(String simpleName, String name) {
    return provider(simpleName, name, "", "");
  }

  /**
   * The same, broken.
   *
   * @param inConstructor code of the factory's constructor
   * @param inCreate code before a provider is made
   */
  static String provider(String simpleName, String name, String inConstructor, String inCreate) {
    return """
        package offered;

        import io.llmgw.api.event.*;
        import io.llmgw.api.provider.*;
        import io.llmgw.api.response.FinishReason;
        import io.llmgw.api.usage.Usage;

        public final class %1$s implements ProviderFactory {
          public %1$s() {
            %3$s
          }

          @Override public String name() {
            return %2$s;
          }

          @Override public Provider create(Settings settings) {
            %4$s
            return new Provider() {
              @Override public String name() {
                return "made";
              }

              @Override public Capabilities capabilities() {
                return Capabilities.of(Capability.CHAT, Capability.STREAMING);
              }

              @Override public EventStream open(ProviderCall call) {
                return EventStreams.of(
                    Started.inProcess(),
                    new TextDelta(0, "%1$s"),
                    new Completed(FinishReason.STOP, Usage.ZERO));
              }
            };
          }
        }
        """
        .formatted(simpleName, name, inConstructor, inCreate);
  }

  /** A factory of policies that do nothing. */
  static String policy(String simpleName, String name, String inConstructor) {
    return """
        package offered;

        import io.llmgw.api.chain.*;
        import io.llmgw.api.event.EventStream;
        import io.llmgw.api.provider.Settings;

        public final class %1$s implements InterceptorFactory {
          public %1$s() {
            %3$s
          }

          @Override public String name() {
            return %2$s;
          }

          @Override public Interceptor create(Settings settings) {
            return new Interceptor() {
              @Override public LinkSpec spec() {
                return LinkSpec.named(%2$s).in(Slot.APPLICATION);
              }

              @Override public EventStream intercept(Interceptor.Chain chain) {
                return chain.proceed(chain.request());
              }
            };
          }
        }
        """
        .formatted(simpleName, name, inConstructor);
  }

  /** A class that others need. */
  static String needed(String simpleName) {
    return """
        package offered;

        public class %1$s {
          public static void touch() {}

          public static String touched() {
            return "touched";
          }
        }
        """
        .formatted(simpleName);
  }
}
