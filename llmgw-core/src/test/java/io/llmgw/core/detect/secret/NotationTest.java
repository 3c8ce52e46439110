package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written as a version, a type, a count or a path is no password, and its like is one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class NotationTest {
  private final Finds passwords = new Finds(SecretRules.all(), Entities.PASSWORD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~5kg",
        "<12",
        ">1",
        "12%",
        "5\u00b5s",
        "20\u00b0C",
        "5%C",
        "12kB%",
        "2024-W12",
        "2024-W1",
        "2024-05-06T10:00",
        "2024-05-06T10:00:00Z",
        "2024-05-06T10:00+02:00",
        "2024-05-06T10:00-02",
        "2024-05-0612T10:00",
        "1.2.3-rc.4",
        "^1.2-b",
        "v1.2",
        "~1.2",
        "1.2+5.rc-1",
        "LH1234",
        "LH-1234",
        "ABC1-2",
        "L1",
        "a1/b2",
        "/a1",
        "a1/b/c.d",
        "file-2.txt",
        "app_v2.js",
        "file_2-3.md"
      })
  void countsDatesAndPathsAreNoneBehindAShortName(String value) {
    passwords.notAtAllIn("pass: \"" + value + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12msecs",
        "12kB%x",
        "~x12",
        "12ms!",
        "2024-W12x5",
        "2024-05-06T10:00Zx1",
        "2024-05-06T+02",
        "024-W12",
        "20245-W12",
        "2024-05-06T10:00+",
        "2024-05-06T10:00+x",
        "2024-05-06T10:00x2",
        "2024-05-06123T10:00",
        "2024-x5T10:00",
        "2024-T10:00",
        "2024W12",
        "2024-WT10:00",
        "^.12.34",
        "app_v2-.js",
        "v1.2-",
        "v1.2x",
        "v1.2.",
        "1.2-rc!4",
        "ABCD1234",
        "LH-x12",
        "LH1234-",
        "LH1234-x",
        "LH12-34-5",
        "-1234L",
        "LH--12",
        "a1//b",
        "a1/b2/",
        "a/b1!",
        "a1/!b",
        "file2.txt",
        "file-2.t",
        "file-2.texts",
        "file-2.TXT",
        "file-2.txt5",
        "-2.txt",
        "file-2!.txt",
        "file-2txt"
      })
  void whatIsWrittenAlmostSoIsOne(String value) {
    passwords.in("pass: \"" + value + "\"", MEDIUM, value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^1.2",
        "^1.x",
        "^1.*",
        "^v1.2",
        ">= v1.2",
        ">=v1.2.X",
        "^ 1.2",
        "^12345.67890",
        "1.2.3",
        "1.2.3.4",
        "123.456.789",
        "v1.2.3",
        "1.2.3-rc1",
        "1.2.3-abcdefghijkl",
        "1.2.3+12345678",
        "1.2.3-rc1.2+5",
        "1.2.3.Final",
        "1.2.3.4.Final2",
        "1.2.3 - 2.0.0",
        "1.2.3 2.0.0",
        "1.2.3||2.0.0",
        "1.2.3 || 2.0.0",
        "1.2.3,2.0.0",
        "1.2.3, 2.0.0",
        "1.2.3 , 2.0.0",
        "^1.2 ^1.3",
        "^1.2.x-beta"
      })
  void versionsAreNone(String value) {
    passwords.notAtAllIn("\"password\": \"" + value + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">=1.2.",
        ">==1.2",
        "^  1.2",
        "~1.Kp29",
        "1234.5.6",
        "1.2345.6",
        "1.2.3456",
        "vv1.2.3",
        "1.2.3-rc12345",
        "1.2.3-abcdefghijklm",
        "1.2.3+123456789",
        "1.2.3-",
        "1.2.3-rc1-",
        "1.2.3-Kp29qLw3",
        "1.2.3.",
        "^.12.3",
        "^v.2",
        "1.2.3 -2.0.0",
        "1.2.3 Kp29qLw3!",
        "1.2.3,Kp29qLw3!",
        "1.2.3||Kp29!"
      })
  void whatGoesOnBehindAVersionIsOne(String value) {
    passwords.in("\"password\": \"" + value + "\"", MEDIUM, value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "char",
        "varchar2",
        "nchar",
        "integer(5)",
        "varchar(max)",
        "nvarchar2(max)",
        "varchar[255]",
        "varchar(123456789)",
        "decimal(10,2)",
        "decimal(10, 2)",
        "decimal(10 , 2)",
        "decimal(10 ,2)",
        "varchar2(30 char)",
        "varchar2(30 byte)",
        "varchar2(30, 2 byte)",
        "maxLength[64]",
        "minLength(8)",
        "text(9)",
        "bytes[32]",
        "bytea[32]",
        "tinyint(1)",
        "size(8)",
        "raw(16)",
        "number(10,12345678 byte)"
      })
  void typesAreNone(String value) {
    passwords.notAtAllIn("\"password\": \"" + value + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "varchar(255",
        "varchar255)",
        "varchar(1234567890)",
        "varchar(255)9",
        "decimal(10,)",
        "decimal(10,x2)",
        "decimal(,2)",
        "varchar2(30 bytes)",
        "minLength8",
        "texts(9)",
        "varchar2Kp9",
        "char(9)Kp",
        "9varchar(8)"
      })
  void whatIsNoTypeAsAWholeIsOne(String value) {
    passwords.in("\"password\": \"" + value + "\"", MEDIUM, value);
  }
}
