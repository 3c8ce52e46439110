package io.llmgw.providers.gemini;

import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.providers.exchange.KeyHeader;
import io.llmgw.providers.exchange.TargetSettings;
import io.llmgw.providers.http.HttpSettings;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gemini on Vertex AI, Google Cloud's API of the same protocol (cloud.google.com/vertex-ai), with a
 * project, a location and tokens of OAuth in place of keys. What {@link Gemini} says of requests
 * and answers holds here too. A model is named as {@code gemini-2.5-flash}, that of another
 * publisher as {@code intfloat/multilingual-e5-large-instruct-maas} or {@code
 * publishers/P/models/M}, an endpoint of a project by its path: {@code
 * projects/P/locations/L/endpoints/1234}.
 *
 * <p>Models of Anthropic, by their names, as {@code vertexai/claude-sonnet-4-5@20250929}, are asked
 * by Anthropic's protocol: what {@link io.llmgw.providers.anthropic.Anthropic} says of requests and
 * answers holds for them, and features in beta are asked for in a header {@code anthropic-beta}.
 *
 * <p>In express mode there are neither project nor location, but a key ({@link Builder#keys}), for
 * chats with Gemini and their counts.
 *
 * <p>Tokens last an hour: a program that lives longer gives a {@link KeySource} that asks for them,
 * as {@code Keys.supplier(() -> credentials.getAccessToken())}, or reads the file that a neighbour
 * renews, as {@link Keys#file(java.nio.file.Path)}.
 */
public final class Vertex {
  /** The location that is everywhere. */
  public static final String GLOBAL = "global";

  /** The version of the API that is spoken: the one that has all that is in {@link Gemini}'s. */
  public static final String VERSION = "v1beta1";

  // The one that its docs name for models of other publishers.
  private static final String CLAUDE_VERSION = "v1";

  private static final String NAME = "vertexai";
  private static final String GOOGLE = GeminiHost.publisher("google");
  private static final String SERVICE = "aiplatform";

  private Vertex() {}

  /**
   * A provider as the environment describes it: the project in {@code GOOGLE_CLOUD_PROJECT}, the
   * location in {@code GOOGLE_CLOUD_LOCATION}, else {@link #GLOBAL}, as Google's SDKs read them; a
   * token in {@code GOOGLE_OAUTH_ACCESS_TOKEN}, else in {@code CLOUDSDK_AUTH_ACCESS_TOKEN}, as
   * {@code gcloud auth print-access-token} makes it; and {@code GOOGLE_VERTEX_BASE_URL} where it is
   * set. Without a project, but with a key in {@code GOOGLE_API_KEY}, it is express mode.
   *
   * @throws IllegalStateException when project or token are not set, or are blank
   * @throws IllegalArgumentException when one of them cannot be what it is
   */
  public static Provider fromEnv() {
    return fromEnv(System.getenv());
  }

  static Provider fromEnv(Map<String, String> environment) {
    Builder builder = builder();
    String baseUrl = environment.getOrDefault("GOOGLE_VERTEX_BASE_URL", "");
    if (!baseUrl.isBlank()) {
      builder.baseUrl(baseUrl);
    }
    String project = environment.getOrDefault("GOOGLE_CLOUD_PROJECT", "");
    String key = environment.getOrDefault("GOOGLE_API_KEY", "");
    if (project.isBlank() && !key.isBlank()) {
      return builder.keys(Keys.of(ApiKey.of("GOOGLE_API_KEY", key.strip()))).build();
    }
    if (project.isBlank()) {
      throw new IllegalStateException(
          "environment variable GOOGLE_CLOUD_PROJECT is not set: put the id of the project there, or"
              + " the key of express mode into GOOGLE_API_KEY");
    }
    builder.project(project.strip());
    String location = environment.getOrDefault("GOOGLE_CLOUD_LOCATION", "");
    if (!location.isBlank()) {
      builder.location(location.strip());
    }
    String name = "GOOGLE_OAUTH_ACCESS_TOKEN";
    String token = environment.getOrDefault(name, "");
    if (token.isBlank()) {
      name = "CLOUDSDK_AUTH_ACCESS_TOKEN";
      token = environment.getOrDefault(name, "");
    }
    if (token.isBlank()) {
      throw new IllegalStateException(
          "environment variable GOOGLE_OAUTH_ACCESS_TOKEN is not set: put a token there, as 'gcloud"
              + " auth print-access-token' makes it, or give a source of tokens to the builder");
    }
    builder.tokens(Keys.of(ApiKey.of(name, token.strip())));
    return builder.build();
  }

  /** A builder, without a project and a token. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final TargetSettings target = new TargetSettings();
    private @Nullable String project;
    private @Nullable String location;
    private @Nullable String version;
    private boolean express;

    private Builder() {}

    /**
     * Sets the name that model references start with: letters, digits, {@code . _ -}; default
     * {@code vertexai}.
     *
     * @throws IllegalArgumentException when it has other characters or none
     */
    public Builder name(String newName) {
      target.name(newName);
      return this;
    }

    /**
     * Sets the project that is charged, by its id or number; required, but in express mode.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    public Builder project(String id) {
      TargetSettings.checkUnset(project, "project");
      ApiVersion.checkPlain("project", id, "-.:");
      project = id;
      return this;
    }

    /**
     * Sets where the models run: a region as {@code europe-west1}, {@code us} or {@code eu} for
     * some region of theirs; default {@link Vertex#GLOBAL}.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    public Builder location(String newLocation) {
      TargetSettings.checkUnset(location, "location");
      ApiVersion.checkPlain("location", newLocation, "-");
      location = newLocation.toLowerCase(Locale.ROOT);
      return this;
    }

    /**
     * Sets where tokens come from, which are sent as {@code Authorization: Bearer}; asked for at
     * every call. Default none, for gateways that add one.
     */
    public Builder tokens(KeySource source) {
      target.keys(source);
      return this;
    }

    /**
     * Sets where keys of express mode come from, which are sent as {@code x-goog-api-key}; default
     * none, which is no express mode. They belong to a project, so that none is set, and no
     * location and no tokens (cloud.google.com, "Vertex AI in express mode REST API reference").
     */
    public Builder keys(KeySource source) {
      target.keys(source);
      express = true;
      return this;
    }

    /**
     * Sets the address that {@code /v1beta1/projects} is added to; default the one of the location.
     *
     * @throws IllegalArgumentException when it is no http or https address, or has a user, a query
     *     or a fragment
     */
    public Builder baseUrl(String url) {
      target.baseUrl(url);
      return this;
    }

    /**
     * Sets the version of the API; default {@link Vertex#VERSION}, for Claude {@code v1}.
     *
     * @throws IllegalArgumentException when it has other characters than letters and digits, or
     *     none
     */
    public Builder version(String newVersion) {
      TargetSettings.checkUnset(version, "version");
      version = ApiVersion.checked(newVersion);
      return this;
    }

    /**
     * Sets how large the media of a request may be, for accounts and models that take more or less
     * than the provider publishes; default what it publishes, see {@link Provider#mediaLimits()}.
     */
    public Builder mediaLimits(MediaLimits limits) {
      target.mediaLimits(limits);
      return this;
    }

    /** Sets how HTTP is used; default {@link HttpSettings#DEFAULTS}. */
    public Builder http(HttpSettings settings) {
      target.http(settings);
      return this;
    }

    /**
     * Adds a header to every request; each name once.
     *
     * @throws IllegalArgumentException when name or value cannot stand in a header, or it is one
     *     that the gateway sets itself; the message does not show the value
     */
    public Builder header(String headerName, String value) {
      target.header(headerName, value);
      return this;
    }

    /**
     * The provider: no network and no threads before its first call.
     *
     * @throws IllegalStateException when no project is set, or one or a location beside keys
     */
    public Provider build() {
      if (express) {
        return express();
      }
      if (project == null) {
        throw new IllegalStateException("the project is not set: give the id of the project");
      }
      String place = location == null ? GLOBAL : location;
      String path = (version == null ? VERSION : version) + "/";
      String below = "projects/" + project + "/locations/" + place + "/";
      String claudePath = (version == null ? CLAUDE_VERSION : version) + "/";
      return target.provider(
          NAME,
          address(place),
          Gemini.CAPABILITIES,
          KeyHeader.BEARER,
          Map.of(),
          new VertexFormat(
              new GeminiFormat(new GeminiHost(path, below, GOOGLE, true)),
              new GeminiHost(claudePath, below, GeminiHost.publisher("anthropic"), true)));
    }

    private Provider express() {
      if (project != null || location != null) {
        throw new IllegalStateException(
            "the keys of express mode have a project and a place: set neither project nor location");
      }
      String path = (version == null ? VERSION : version) + "/";
      return target.provider(
          NAME,
          address(GLOBAL),
          Gemini.CAPABILITIES.without(Capability.EMBEDDINGS),
          Gemini.API_KEY,
          Map.of(),
          new GeminiFormat(new GeminiHost(path, "", GOOGLE, true)));
    }

    /** docs "locations" of generative AI at cloud.google.com. */
    private static String address(String location) {
      return switch (location) {
        case GLOBAL -> "https://" + SERVICE + ".googleapis.com";
        case "us", "eu" -> "https://" + SERVICE + "." + location + ".rep.googleapis.com";
        default -> "https://" + location + "-" + SERVICE + ".googleapis.com";
      };
    }
  }
}
