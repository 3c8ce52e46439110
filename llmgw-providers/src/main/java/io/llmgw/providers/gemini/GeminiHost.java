package io.llmgw.providers.gemini;

import io.llmgw.providers.wire.WireCall;
import java.nio.charset.StandardCharsets;

/**
 * Where the models of a host are.
 *
 * @param path what stands before the path of a model, encoded, with a slash at its end
 * @param place the project and the location that models are below, with a slash at its end; empty
 *     for none
 * @param models what stands between those and the name of a model that has no path itself
 * @param vertex whether it is Google Cloud, which embeds in another way and takes labels
 */
record GeminiHost(String path, String place, String models, boolean vertex) {
  private static final String PLAIN = "-._~@:/";
  private static final String HEX = "0123456789ABCDEF";

  /** Where a method of the call's model is, as {@code v1beta/models/gemini-2.5-flash:embed}. */
  String path(WireCall call, String method) {
    return path + encoded(call, resource(call.model())) + ":" + method;
  }

  /** The same of another model in the same place. */
  String siblingPath(WireCall call, String sibling, String method) {
    String model = resource(call.model());
    String beside = model.substring(0, model.lastIndexOf('/') + 1);
    return path + encoded(call, beside + sibling) + ":" + method;
  }

  /**
   * The full name of a model. At Vertex one of a project is known as it is, and all others are
   * below the project and the location: {@code intfloat/e5} is one of a publisher (python-genai,
   * {@code t_model}). Elsewhere one that has a path is known as it is.
   */
  String resource(String model) {
    int slash = model.indexOf('/');
    if (slash < 0) {
      return place + models + model;
    }
    if (!vertex || model.startsWith("projects/")) {
      return model;
    }
    if (model.startsWith("publishers/") || model.startsWith("models/")) {
      return place + model;
    }
    return place + publisher(model.substring(0, slash)) + model.substring(slash + 1);
  }

  /** Where the models of one are. */
  static String publisher(String name) {
    return "publishers/" + name + "/models/";
  }

  private static String encoded(WireCall call, String resource) {
    for (String segment : resource.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw call.unsupported("a model with such a path in its name");
      }
    }
    StringBuilder encoded = new StringBuilder(resource.length());
    for (byte b : resource.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      }
    }
    return encoded.toString();
  }
}
