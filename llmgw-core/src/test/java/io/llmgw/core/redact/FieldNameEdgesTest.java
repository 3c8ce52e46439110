package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.TextKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Which field holds the text at a path. */
class FieldNameEdgesTest {
  @ParameterizedTest
  @CsvSource({
    "messages[1].parts[0].arguments#/ssn, ssn",
    "messages[1].parts[0].arguments#/user/ssn, ssn",
    "messages[1].parts[0].arguments#/ssn/0/9, ssn",
    "messages[1].parts[0].arguments#/ssn/, ssn",
    "messages[1].parts[0].arguments#/1a, 1a",
    "messages[1].parts[0].arguments#/a~1b~0c~01, a/b~c~1",
    "messages[1].parts[0].arguments#, ''",
    "messages[1].parts[0].arguments#/0, ''",
    "messages[1].parts[0].arguments#/12/3, ''",
    "messages[1].parts[0].content[0].text, ''",
    "messages[1].parts[0].arguments#/password/value, password",
    "messages[1].parts[0].arguments#/user_ssn/0/Nr, user_ssn",
    "messages[1].parts[0].arguments#/passport/id/number, passport",
    "messages[1].parts[0].arguments#/value, value",
    "messages[1].parts[0].arguments#/0/id/value, value",
    "a/b#, ''",
    "a/b#/0, ''",
    "#/ssn, ssn"
  })
  void inJsonItIsTheInnermostThatHasAName(String path, String name) {
    assertThat(FieldNames.of(path, TextKind.TOOL_ARGUMENT)).isEqualTo(name);
    assertThat(FieldNames.of(path, TextKind.TOOL_RESULT)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "extraBody.user#/ssn, ssn",
    "extraBody.ssn#, ssn",
    "extraBody.ssn#/0, ssn",
    "extraBody.password#/value, password",
    "extraBody.user#/ssn/number, ssn",
    "extraBody.a#b#, a#b",
    "extraBody.12#/3/4, 12"
  })
  void ofAnExtraFieldItMayBeTheFieldItself(String path, String name) {
    assertThat(FieldNames.of(path, TextKind.EXTRA_BODY)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "tools[0].parameters#/properties/ssn/default, ssn",
    "tools[0].parameters#/properties/ssn/examples/0, ssn",
    "tools[0].parameters#/properties/user/properties/ssn/examples/1, ssn",
    "tools[0].parameters#/properties/ssn/enum/1, ''",
    "tools[0].parameters#/properties/list/items/const, ''",
    "tools[0].parameters#/properties/list/items/default, list",
    "tools[0].parameters#/properties/default/default, default",
    "tools[0].parameters#/properties/properties/properties/ssn/example, ssn",
    "tools[0].parameters#/$defs/a~1b/anyOf/0/default, a/b",
    "tools[0].parameters#/default/user/ssn, ssn",
    "tools[0].parameters#/properties/user/default/ssn, ssn",
    "tools[0].parameters#/properties/ssn/default/value, ssn",
    "tools[0].parameters#/default/value, value",
    "tools[0].parameters#/default, ''",
    "tools[0].parameters#/properties/password/description, ''",
    "tools[0].parameters#/properties/description/title, ''",
    "tools[0].parameters#/required/0, ''",
    "responseFormat.schema#/properties/ssn/default, ssn",
    "#/properties/ssn/default, ssn",
    "responseFormat.name, ''"
  })
  void ofASchemaItIsThePropertyWhoseValueItIs(String path, String name) {
    assertThat(FieldNames.of(path, TextKind.SCHEMA)).isEqualTo(name);
  }

  @Test
  void ofMetadataItIsTheKey() {
    assertThat(FieldNames.of("metadata.ssn", TextKind.METADATA)).isEqualTo("ssn");
    assertThat(FieldNames.of("metadata.a/0", TextKind.METADATA)).isEqualTo("a/0");
  }

  @ParameterizedTest
  @EnumSource(
      value = TextKind.class,
      mode = Mode.EXCLUDE,
      names = {"TOOL_ARGUMENT", "TOOL_RESULT", "EXTRA_BODY", "METADATA"})
  void otherTextsHaveNone(TextKind kind) {
    assertThat(FieldNames.of("metadata.a#/ssn", kind)).isEmpty();
  }

  @Test
  void aNameHasSixtyCharsAtMost() {
    String sixty = "n".repeat(60);

    assertThat(FieldNames.of("metadata." + sixty, TextKind.METADATA)).isEqualTo(sixty);
    assertThat(FieldNames.of("metadata." + sixty + "n", TextKind.METADATA)).isEmpty();
    assertThat(FieldNames.of("arguments#/" + sixty, TextKind.TOOL_RESULT)).isEqualTo(sixty);
    assertThat(FieldNames.of("arguments#/" + sixty + "n", TextKind.TOOL_RESULT)).isEmpty();
  }
}
