package io.llmgw.providers.gemini;

import io.llmgw.providers.wire.WireCall;
import java.nio.charset.StandardCharsets;

/**
 * Where the models of a host are.
 *
 * @param path what stands before the path of a model, encoded, with a slash at its end
 * @param models what stands before the name of a model that has no path itself
 * @param vertex whether it is Google Cloud, which embeds in another way and takes labels
 */
record GeminiHost(String path, String models, boolean vertex) {
  private static final String PLAIN = "-._~@:/";
  private static final String HEX = "0123456789ABCDEF";

  /** Where a method of the call's model is, as {@code v1beta/models/gemini-2.5-flash:embed}. */
  String path(WireCall call, String method) {
    return path + encoded(call, resource(call.model())) + ":" + method;
  }

  /** The same of another model in the same place. */
  String siblingPath(WireCall call, String sibling, String method) {
    String model = resource(call.model());
    String place = model.substring(0, model.lastIndexOf('/') + 1);
    return path + encoded(call, place + sibling) + ":" + method;
  }

  /** The full name of a model: one that has a path is known to the host as it is. */
  String resource(String model) {
    return model.indexOf('/') < 0 ? models + model : model;
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
