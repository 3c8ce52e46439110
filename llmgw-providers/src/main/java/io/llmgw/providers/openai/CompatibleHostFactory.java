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
 * the address of {@link CompatibleHost#GENERIC} and of {@link CompatibleHost#GPUSTACK}.
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

  /** The factory of {@link CompatibleHost#ALIBABA}. */
  public static final class Alibaba extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Alibaba() {
      super(CompatibleHost.ALIBABA);
    }
  }

  /** The factory of {@link CompatibleHost#CEREBRAS}. */
  public static final class Cerebras extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Cerebras() {
      super(CompatibleHost.CEREBRAS);
    }
  }

  /** The factory of {@link CompatibleHost#DEEPSEEK}. */
  public static final class DeepSeek extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public DeepSeek() {
      super(CompatibleHost.DEEPSEEK);
    }
  }

  /** The factory of {@link CompatibleHost#FIREWORKS}. */
  public static final class Fireworks extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Fireworks() {
      super(CompatibleHost.FIREWORKS);
    }
  }

  /** The factory of {@link CompatibleHost#GENERIC}. */
  public static final class Generic extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Generic() {
      super(CompatibleHost.GENERIC);
    }
  }

  /** The factory of {@link CompatibleHost#GPUSTACK}. */
  public static final class GpuStack extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public GpuStack() {
      super(CompatibleHost.GPUSTACK);
    }
  }

  /** The factory of {@link CompatibleHost#GROQ}. */
  public static final class Groq extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Groq() {
      super(CompatibleHost.GROQ);
    }
  }

  /** The factory of {@link CompatibleHost#HUGGING_FACE}. */
  public static final class HuggingFace extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public HuggingFace() {
      super(CompatibleHost.HUGGING_FACE);
    }
  }

  /** The factory of {@link CompatibleHost#LITELLM}. */
  public static final class LiteLlm extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public LiteLlm() {
      super(CompatibleHost.LITELLM);
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

  /** The factory of {@link CompatibleHost#MOONSHOT}. */
  public static final class Moonshot extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Moonshot() {
      super(CompatibleHost.MOONSHOT);
    }
  }

  /** The factory of {@link CompatibleHost#NVIDIA}. */
  public static final class Nvidia extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Nvidia() {
      super(CompatibleHost.NVIDIA);
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

  /** The factory of {@link CompatibleHost#PERPLEXITY}. */
  public static final class Perplexity extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Perplexity() {
      super(CompatibleHost.PERPLEXITY);
    }
  }

  /** The factory of {@link CompatibleHost#SAMBANOVA}. */
  public static final class SambaNova extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public SambaNova() {
      super(CompatibleHost.SAMBANOVA);
    }
  }

  /** The factory of {@link CompatibleHost#SGLANG}. */
  public static final class SgLang extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public SgLang() {
      super(CompatibleHost.SGLANG);
    }
  }

  /** The factory of {@link CompatibleHost#TOGETHER}. */
  public static final class Together extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Together() {
      super(CompatibleHost.TOGETHER);
    }
  }

  /** The factory of {@link CompatibleHost#VENICE}. */
  public static final class Venice extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Venice() {
      super(CompatibleHost.VENICE);
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

  /** The factory of {@link CompatibleHost#ZAI}. */
  public static final class Zai extends CompatibleHostFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Zai() {
      super(CompatibleHost.ZAI);
    }
  }
}
