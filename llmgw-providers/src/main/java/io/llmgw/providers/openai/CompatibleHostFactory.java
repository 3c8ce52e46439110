package io.llmgw.providers.openai;

import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.providers.http.HttpSettings;

/**
 * Makes the provider of a {@link CompatibleHost}, under the host's own name such as {@code groq},
 * from settings: {@code key} (or {@code key-env}, the name of an environment variable, or {@code
 * key-file}, as {@link io.llmgw.api.provider.Keys#file(java.nio.file.Path)} reads it), {@code
 * base-url}, {@code name}, and those of {@link HttpSettings#named(Settings)}. All are optional, but
 * the address of {@link CompatibleHost#GENERIC}.
 *
 * <p>One class for each, since that is what {@link java.util.ServiceLoader} looks for.
 */
public abstract sealed class CompatibleHostFactory implements ProviderFactory {
  private final CompatibleHost host;

  private CompatibleHostFactory(CompatibleHost host) {
    this.host = host;
  }

  @Override
  public final String name() {
    return host.providerName();
  }

  @Override
  public final Provider create(Settings settings) {
    HostBuilder builder = NamedHostSettings.read(host.dialect(), settings);
    settings.rejectUnread();
    return builder.build();
  }

  /** The factory of {@link CompatibleHost#DEEPSEEK}. */
  public static final class DeepSeek extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public DeepSeek() {
      super(CompatibleHost.DEEPSEEK);
    }
  }

  /** The factory of {@link CompatibleHost#GENERIC}. */
  public static final class Generic extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Generic() {
      super(CompatibleHost.GENERIC);
    }
  }

  /** The factory of {@link CompatibleHost#GROQ}. */
  public static final class Groq extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Groq() {
      super(CompatibleHost.GROQ);
    }
  }

  /** The factory of {@link CompatibleHost#LLAMA_CPP}. */
  public static final class LlamaCpp extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public LlamaCpp() {
      super(CompatibleHost.LLAMA_CPP);
    }
  }

  /** The factory of {@link CompatibleHost#LM_STUDIO}. */
  public static final class LmStudio extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public LmStudio() {
      super(CompatibleHost.LM_STUDIO);
    }
  }

  /** The factory of {@link CompatibleHost#MISTRAL}. */
  public static final class Mistral extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Mistral() {
      super(CompatibleHost.MISTRAL);
    }
  }

  /** The factory of {@link CompatibleHost#OLLAMA}. */
  public static final class Ollama extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Ollama() {
      super(CompatibleHost.OLLAMA);
    }
  }

  /** The factory of {@link CompatibleHost#OPENROUTER}. */
  public static final class OpenRouter extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public OpenRouter() {
      super(CompatibleHost.OPENROUTER);
    }
  }

  /** The factory of {@link CompatibleHost#TOGETHER}. */
  public static final class Together extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Together() {
      super(CompatibleHost.TOGETHER);
    }
  }

  /** The factory of {@link CompatibleHost#VLLM}. */
  public static final class Vllm extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Vllm() {
      super(CompatibleHost.VLLM);
    }
  }

  /** The factory of {@link CompatibleHost#XAI}. */
  public static final class Xai extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Xai() {
      super(CompatibleHost.XAI);
    }
  }
}
