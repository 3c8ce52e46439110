package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.HIGH;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.secret.SecretRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class AzureKeyTest {
  private static final String KEY =
      "Xq3vT8mK2pL9wZ5rN7sB4dF6gH1jC0yU+aE/iOxQ3vT8mK2pL9wZ5rN7sB4dF6gH1jC0yUaEiOxQ3vT8mK2pLw==";

  private final Finds finds = new Finds(SecretRules.all(), Entities.API_KEY);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AZURE_STORAGE_KEY=@",
        "export AZURE_STORAGE_KEY=\"@\"",
        "az storage blob list --account-name acct --account-key @",
        "az x --account-key=@ -o json",
        "azure_storage_account_key: \"@\"",
        "account_key: @",
        "accountKey: @",
        "AccountKey=@;EndpointSuffix=core.windows.net",
        "storageKey = @",
        "storagekey = @",
        "primaryKey: @",
        "\"secondaryMasterKey\": \"@\"",
        "COSMOS_KEY=@",
        "CosmosDB: @",
        "new CosmosClient(\"https://acct.documents.azure.com:443/\", \"@\")",
        "BlobServiceClient(\"https://acct.blob.core.windows.net\", credential=\"@\")",
        "Azure storage account key: @",
        "the storage account key is @.",
        "Azure \u5bc6\u94a5\u662f@\u3002",
        "new StorageSharedKeyCredential(\"acct\", \"@\")",
        "new StorageSharedKeyCredential(\"abcdefghijklmnopqrstuvwx\", \"@\")",
        "{\"keyName\":\"key1\",\"permissions\":\"FULL\",\"value\":\"@\"}",
        "{\n    \"keyName\": \"key1\",\n    \"permissions\": \"FULL\",\n    \"value\": \"@\"\n  }",
        "2024-05-06T07:08:09+00:00\tkey2\tFULL\t@",
        "the sha512 is of the storage key @",
        "*Azure*: _@_"
      })
  void aWordBeforeSaysWhoseKeyItIs(String text) {
    finds.in(text.replace("@", KEY), HIGH, KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY",
        "value: KEY",
        "\"node_modules/@azure/storage-blob\": {\"integrity\": \"sha512-KEY\"}",
        "azure sha512-KEY",
        "azure sha-512=KEY",
        "azure sha-512=:KEY:",
        "azure sha512:KEY",
        "azure SHA512: KEY",
        "azure contentHash: KEY",
        "azure-storage: {\"signature\": \"KEY\"}",
        "\"storage\": {\"signatures\": [\"KEY\"]}",
        "azure hmac KEY",
        "storage of pictures: data:image/png;base64,KEY",
        "\"storages\": \"KEY\"",
        "azure xKEY",
        "azure +KEY",
        "azure KEY=",
        "azure KEYx",
        "KEY is for azure"
      })
  void otherBytesAreNone(String text) {
    finds.notAtAllIn(text.replace("KEY", KEY));
  }

  @Test
  void itHas64BytesDrawnAtRandom() {
    finds.notAtAllIn("azure " + KEY.substring(1));
    finds.notAtAllIn("azure " + KEY.substring(4));
    finds.notAtAllIn("azure abcd" + KEY);
    finds.notAtAllIn("azure " + KEY.substring(0, 86));
    finds.notAtAllIn("azure " + KEY.substring(0, 87));
    finds.notAtAllIn("azure " + "A".repeat(86) + "==");
    finds.notAtAllIn("azure " + KEY.replace('/', '_'));
  }

  @Test
  void theWordStandsWithin40CharsAndTheNameOfItsObjectWithin96() {
    finds.in("azure" + " ".repeat(35) + KEY, HIGH, KEY);
    finds.notAtAllIn("azure" + " ".repeat(36) + KEY);
    finds.in("keyName" + " ".repeat(89) + KEY, HIGH, KEY);
    finds.notAtAllIn("keyName" + " ".repeat(90) + KEY);
    finds.notAtAllIn("keyName" + " ".repeat(80) + "sig " + KEY);
  }
}
