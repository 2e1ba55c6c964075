package dev.agentguard.effect.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.pack.Packs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remote procedure calls name what they do in a header. */
class OperationHeaderTest {

    private final HttpReader reader =
            new HttpReader(Packs.shipped(), new GraphQlReader(Packs.shipped(), Limits.DEFAULT), Limits.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Target, DynamoDB_20120810.DeleteTable, IRREVERSIBLE",
        "x-amz-target, AmazonSQS.PurgeQueue, IRREVERSIBLE",
        "SOAPAction, '\"http://example.com/orders/DeleteOrder\"', IRREVERSIBLE",
        "X-Amz-Target, DynamoDB_20120810.PutItem, REVERSIBLE",
        "X-Request-Id, DeleteTable, REVERSIBLE"
    })
    void operationInAHeader_isRead(String header, String value, Reversibility expected) {
        HttpCall call = new HttpCall(
                "POST", "https://api.example.com/", Map.of(header, List.of(value)), Body.of("{\"Name\":\"a\"}"));

        assertThat(reader.read(call))
                .singleElement()
                .satisfies(effect -> assertThat(effect.reversibility()).isEqualTo(expected));
    }
}
