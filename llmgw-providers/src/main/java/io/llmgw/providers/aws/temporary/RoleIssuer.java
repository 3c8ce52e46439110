package io.llmgw.providers.aws.temporary;

import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.signature.CanonicalRequest;
import io.llmgw.providers.aws.signature.SigV4;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A role that other credentials assume (AWS Security Token Service API Reference, {@code
 * AssumeRole}). Those are asked for each time, as they may end too.
 */
public final class RoleIssuer implements Issuer {
  private final TokenService service;
  private final AssumedRole role;
  private final Issuer source;
  private final TimeSource time;

  /**
   * Gives out this role.
   *
   * @param source of the credentials that assume it
   */
  public RoleIssuer(TokenService service, AssumedRole role, Issuer source, TimeSource time) {
    this.service = service;
    this.role = role;
    this.source = source;
    this.time = time;
  }

  @Override
  public Temporary issue(Asking asking) throws IOException {
    Temporary own = source.issue(asking);
    StringBuilder form = new StringBuilder("Action=AssumeRole&Version=2011-06-15");
    form.append(TokenService.field("RoleArn", role.arn()));
    form.append(TokenService.field("RoleSessionName", role.session()));
    if (role.externalId() != null) {
      form.append(TokenService.field("ExternalId", role.externalId()));
    }
    if (role.seconds() != null) {
      form.append(TokenService.field("DurationSeconds", role.seconds()));
    }
    String fields = form.toString();
    return service.ask(asking, fields, signed(own, fields));
  }

  private Map<String, String> signed(Temporary own, String fields) {
    URI address = service.address();
    Map<String, String> headers = new HashMap<>();
    String timestamp = SigV4.timestamp(time.now());
    headers.put("X-Amz-Date", timestamp);
    if (own.token() != null) {
      headers.put("X-Amz-Security-Token", own.token());
    }
    Map<String, String> toSign = new HashMap<>(headers);
    toSign.put(
        "Host",
        address.getPort() < 0 ? address.getHost() : address.getHost() + ':' + address.getPort());
    CanonicalRequest canonical =
        CanonicalRequest.of("POST", address.getRawPath(), List.of(), toSign, hash(fields));
    headers.put(
        "Authorization",
        new SigV4(service.region(), "sts")
            .authorization(own.id(), own.secret(), canonical, timestamp));
    return headers;
  }

  private static String hash(String fields) {
    try {
      byte[] bytes = fields.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
