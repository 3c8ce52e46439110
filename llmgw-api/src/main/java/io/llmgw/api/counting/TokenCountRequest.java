package io.llmgw.api.counting;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.RequestContent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.request.RequestOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider how many tokens a chat would be charged for as its input: messages, tools,
 * schema, images and documents included. The chat is not answered, and nothing is charged. It goes
 * through the chain as the chat itself would: text is masked, and it is counted where the chat
 * would go first. Immutable and thread-safe; {@code toString} shows no text.
 *
 * <p>Not to be confused with {@link io.llmgw.api.tokens.TokenEstimator}, which estimates in this
 * process and asks nobody.
 *
 * @param chat what is to be counted, with its model and options
 */
public record TokenCountRequest(ChatRequest chat) implements LlmRequest<TokenCountResponse> {
  /** Checks for null. */
  public TokenCountRequest {
    Objects.requireNonNull(chat, "chat");
  }

  /** The count of this chat. */
  public static TokenCountRequest of(ChatRequest chat) {
    return new TokenCountRequest(chat);
  }

  @Override
  public Operation operation() {
    return Operation.TOKEN_COUNT;
  }

  @Override
  public @Nullable String model() {
    return chat.model();
  }

  @Override
  public ChatContent content() {
    return chat.content();
  }

  @Override
  public RequestOptions options() {
    return chat.options();
  }

  @Override
  public TokenCountRequest withModel(String model) {
    return new TokenCountRequest(chat.withModel(model));
  }

  @Override
  public TokenCountRequest withContent(RequestContent content) {
    return content == chat.content() ? this : new TokenCountRequest(chat.withContent(content));
  }

  @Override
  public TokenCountRequest with(RequestOption option) {
    return new TokenCountRequest(chat.with(option));
  }
}
