package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.http.HttpReader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to AWS's own hosts, or signed for AWS, through the whole HTTP reader. */
class AwsHttpTest {

    private static final Packs PACKS = Packs.shipped();
    private static final HttpReader READER =
            new HttpReader(PACKS, new GraphQlReader(PACKS, Limits.DEFAULT), Limits.DEFAULT);

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/%s/aws4_request, SignedHeaders=host, Signature=00";

    @ParameterizedTest
    @CsvSource({
        "https://ec2.eu-west-1.amazonaws.com/, ec2",
        "https://ec2-fips.us-gov-west-1.amazonaws.com/, ec2",
        "https://ec2.cn-north-1.amazonaws.com.cn/, ec2",
        "https://ec2.eu-west-1.api.aws/, ec2",
        "https://vpce-0123-abc.ec2.eu-west-1.vpce.amazonaws.com/, ec2"
    })
    void formAtEachHostOfAService_isTheOperation(String url, String service) {
        Effect effect = worst(new HttpCall(
                "POST",
                url,
                Map.of("Content-Type", List.of(FORM)),
                Body.of("Action=DeleteVolume&Version=2016-11-15&VolumeId=vol-1")));

        assertThat(effect.operation()).isEqualTo(service + ":DeleteVolume");
        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(effect.resource().id()).isEqualTo("vol-1");
    }

    @Test
    void actionInTheUrl_countsAsMuchAsOneInTheBody() {
        Effect effect = worst(new HttpCall(
                "POST",
                "https://sqs.eu-west-1.amazonaws.com/123456789012/orders?Action=PurgeQueue",
                Map.of("Content-Type", List.of(FORM)),
                Body.of("Action=ListQueues")));

        assertThat(effect.operation()).isEqualTo("sqs:PurgeQueue");
    }

    @Test
    void target_isTheOperation() {
        Effect effect = worst(target("https://dynamodb.eu-west-1.amazonaws.com/", "DynamoDB_20120810.DeleteTable"));

        assertThat(effect.operation()).isEqualTo("dynamodb:DeleteTable");
        assertThat(effect.resource().toString()).isEqualTo("dynamodb:table orders");
    }

    @Test
    void accountInFrontOfTheHost_isNoOtherService() {
        Effect effect =
                worst(target("https://123456789012.ddb.eu-west-1.amazonaws.com/", "DynamoDB_20120810.ListTables"));

        assertThat(effect.operation()).isEqualTo("dynamodb:ListTables");
        assertThat(effect.reversibility()).isEqualTo(Reversibility.READ_ONLY);
    }

    @Test
    void operationInThePath_isFoundThoughItsBodyIsBinary() {
        Effect effect = worst(new HttpCall(
                "POST",
                "https://monitoring.eu-west-1.amazonaws.com/service/GraniteServiceVersion20100801/operation/DeleteAlarms",
                Map.of("Content-Type", List.of("application/cbor"), "smithy-protocol", List.of("rpc-v2-cbor")),
                Body.of(new byte[] {(byte) 0xbf, 0, (byte) 0xff})));

        assertThat(effect.operation()).isEqualTo("monitoring:DeleteAlarms");
        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, https://b.s3.eu-west-1.amazonaws.com/a/k, s3:DeleteObject",
        "DELETE, https://b.c.s3.amazonaws.com/a/k, s3:DeleteObject",
        "DELETE, https://s3.eu-west-1.amazonaws.com/b/a/k, s3:DeleteObject",
        "DELETE, https://s3-eu-west-1.amazonaws.com/b, s3:DeleteBucket",
        "DELETE, https://b.s3.dualstack.eu-west-1.amazonaws.com/, s3:DeleteBucket",
        "DELETE, https://b.s3-accelerate.amazonaws.com/k?tagging, s3:DeleteObjectTagging",
        "DELETE, https://b.s3.amazonaws.com/k?uploadId=1, s3:AbortMultipartUpload",
        "DELETE, https://b.s3.amazonaws.com/?lifecycle, s3:DeleteBucketLifecycle",
        "DELETE, https://b.s3.amazonaws.com/k%3Ftagging, s3:DeleteObject",
        "GET, https://s3.amazonaws.com/, s3:ListBuckets",
        "GET, https://b.s3.amazonaws.com/?versions, s3:ListObjectVersions",
        "GET, https://b.s3.amazonaws.com/service/a/operation/b, s3:GetObject",
        "PUT, https://b.s3.amazonaws.com/k?acl, s3:PutObjectAcl",
        "DELETE, https://123456789012.s3-control.eu-west-1.amazonaws.com/v20180820/accesspoint/a, s3:DeleteAccessPoint",
        "DELETE, https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/f, lambda:DeleteFunction",
        "DELETE, https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn%3Aaws%3Af/, lambda:DeleteFunction",
        "GET, https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions, lambda:ListFunctions",
        "DELETE, https://eks.eu-west-1.amazonaws.com/clusters/c/node-groups/n, eks:DeleteNodegroup"
    })
    void methodAndPath_areTheOperation(String method, String url, String operation) {
        assertThat(worst(new HttpCall(method, url, Map.of(), Body.empty())).operation())
                .isEqualTo(operation);
    }

    @Test
    void parameterInTheBody_doesNotMakeADeleteAHarmlessOne() {
        Effect effect = worst(new HttpCall(
                "DELETE",
                "https://b.s3.amazonaws.com/k",
                Map.of("Content-Type", List.of("application/json")),
                Body.of("{\"tagging\":\"\"}")));

        assertThat(effect.operation()).isEqualTo("s3:DeleteObject");
    }

    @Test
    void uploadThatIsNotInspected_isCertainByMethodAndUrl() {
        Effect effect = worst(new HttpCall(
                "PUT", "https://b.s3.amazonaws.com/k", Map.of(), Body.notInspected("larger than the limit")));

        assertThat(effect.reversibility()).isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void signature_tellsTheServiceAtAnyHost() {
        Effect effect = worst(new HttpCall(
                "POST",
                "http://localhost:4566/",
                Map.of("Authorization", List.of(SIGNED.formatted("ec2")), "Content-Type", List.of(FORM)),
                Body.of("Action=TerminateInstances&InstanceId.1=i-1&InstanceId.2=i-2")));

        assertThat(effect.operation()).isEqualTo("ec2:TerminateInstances");
    }

    @Test
    void signatureInTheUrl_tellsTheServiceToo() {
        Effect effect = worst(new HttpCall(
                "DELETE",
                "https://minio.example.com/b/k?X-Amz-Credential=AKID%2F20261121%2Fus-east-1%2Fs3%2Faws4_request",
                Map.of(),
                Body.empty()));

        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void signatureAlone_doesNotMakeADeleteElsewhereARead() {
        Effect effect = worst(new HttpCall(
                "DELETE",
                "https://api.example.com/users/1?Action=ListUsers",
                Map.of("Authorization", List.of(SIGNED.formatted("iam"))),
                Body.empty()));

        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void requestThatNamesNoOperation_isNotHarmless() {
        Effect effect = worst(new HttpCall(
                "POST",
                "https://dynamodb.eu-west-1.amazonaws.com/",
                Map.of("Content-Type", List.of("application/json")),
                Body.of("{\"TableName\":\"orders\"}")));

        assertThat(effect.reversibility()).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void operationThatIsNotListed_isReadByItsName() {
        Effect effect =
                worst(target("https://dynamodb.eu-west-1.amazonaws.com/", "DynamoDB_20120810.DeleteEverything"));

        assertThat(effect.reversibility()).isGreaterThan(Reversibility.REVERSIBLE);
    }

    @Test
    void apiOfAUsersOwn_isReadAsAnyOther() {
        Effect effect = worst(new HttpCall(
                "DELETE", "https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders/1", Map.of(), Body.empty()));

        assertThat(effect.operation()).isEqualTo("http:DELETE");
    }

    private static HttpCall target(String url, String target) {
        return new HttpCall(
                "POST",
                url,
                Map.of("X-Amz-Target", List.of(target), "Content-Type", List.of("application/x-amz-json-1.0")),
                Body.of("{\"TableName\":\"orders\"}"));
    }

    private static Effect worst(HttpCall call) {
        return Objects.requireNonNull(READER.read(call).stream()
                .max(Comparator.comparing(Effect::reversibility))
                .orElse(null));
    }
}
