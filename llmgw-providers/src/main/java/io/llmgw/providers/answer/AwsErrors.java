package io.llmgw.providers.answer;

import io.llmgw.api.error.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the exceptions of AWS mean, which have their name in a header, in {@code __type} of the
 * body, or in the frame of a stream: those of Bedrock ("Converse", "Errors") and those that every
 * service has ("Common errors"). In a stream their first letter is a small one.
 */
final class AwsErrors {
  private static final String HEADER = "x-amzn-errortype";
  private static final String INVALID = "validationexception";
  // Of the model behind: what it was asked in one case, where it is in the other.
  private static final String TOO_LONG = "input tokens exceeded";
  private static final String NO_MODEL = "model identifier is invalid";

  private static final Map<String, ErrorKind> KINDS =
      Map.ofEntries(
          Map.entry(INVALID, ErrorKind.INVALID_REQUEST),
          Map.entry("accessdeniedexception", ErrorKind.PERMISSION),
          Map.entry("optinrequired", ErrorKind.PERMISSION),
          Map.entry("resourcenotfoundexception", ErrorKind.MODEL_NOT_FOUND),
          Map.entry("throttlingexception", ErrorKind.RATE_LIMIT),
          Map.entry("toomanyrequestsexception", ErrorKind.RATE_LIMIT),
          Map.entry("servicequotaexceededexception", ErrorKind.QUOTA),
          Map.entry("modelnotreadyexception", ErrorKind.OVERLOADED),
          Map.entry("serviceunavailableexception", ErrorKind.OVERLOADED),
          Map.entry("modeltimeoutexception", ErrorKind.SERVER),
          Map.entry("modelerrorexception", ErrorKind.SERVER),
          Map.entry("modelstreamerrorexception", ErrorKind.SERVER),
          Map.entry("internalserverexception", ErrorKind.SERVER),
          Map.entry("internalfailure", ErrorKind.SERVER),
          // Credentials that are unknown, have expired, or did not make this signature.
          Map.entry("unrecognizedclientexception", ErrorKind.AUTH),
          Map.entry("invalidclienttokenid", ErrorKind.AUTH),
          Map.entry("expiredtokenexception", ErrorKind.AUTH),
          Map.entry("expiredtoken", ErrorKind.AUTH),
          Map.entry("invalidsignatureexception", ErrorKind.AUTH),
          Map.entry("signaturedoesnotmatch", ErrorKind.AUTH),
          Map.entry("incompletesignatureexception", ErrorKind.AUTH),
          Map.entry("incompletesignature", ErrorKind.AUTH),
          Map.entry("missingauthenticationtokenexception", ErrorKind.AUTH),
          Map.entry("missingauthenticationtoken", ErrorKind.AUTH),
          Map.entry("requestexpired", ErrorKind.CONFIGURATION));

  // Of a signature that is in order, and was made by a clock that is not (IAM User Guide,
  // "Troubleshoot Signature Version 4 signing for AWS API requests").
  private static final List<String> OF_THE_CLOCK =
      List.of("signature expired", "signature not yet current");

  private AwsErrors() {}

  /** The name in the headers; null where there is none. */
  static @Nullable String in(AnswerHeaders headers) {
    return bare(headers.first(HEADER));
  }

  /** The name without the namespace before and the address behind it. */
  static @Nullable String bare(@Nullable String name) {
    if (name == null) {
      return null;
    }
    int end = name.indexOf(':');
    String cut = end < 0 ? name : name.substring(0, end);
    return cut.substring(cut.indexOf('#') + 1).strip();
  }

  /** Whether it is one of these names. */
  static boolean isKnown(String code) {
    return KINDS.containsKey(code.toLowerCase(Locale.ROOT));
  }

  /** The kind of the error that the body is called; null where it is none of these. */
  static @Nullable ErrorKind kind(ErrorBody body) {
    String code = body.code();
    ErrorKind kind = code == null ? null : KINDS.get(code.toLowerCase(Locale.ROOT));
    if (kind == ErrorKind.INVALID_REQUEST && body.mentions(TOO_LONG)) {
      return ErrorKind.CONTEXT_LENGTH;
    }
    if (kind == ErrorKind.AUTH && body.mentionsAny(OF_THE_CLOCK)) {
      return ErrorKind.CONFIGURATION; // the key is as good as before
    }
    return kind == ErrorKind.INVALID_REQUEST && body.mentions(NO_MODEL)
        ? ErrorKind.MODEL_NOT_FOUND
        : kind;
  }
}
