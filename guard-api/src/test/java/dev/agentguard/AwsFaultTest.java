package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.FaultServer.Asked;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * STS and the Resource Groups Tagging API, as
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html and
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html have them, answering and
 * failing.
 */
class AwsFaultTest extends ResolverFaultContract {

    private static final String STAGING_KEY = "ASIASTAGING000000001";
    private static final String LIVE_KEY = "AKIALIVE000000000002";

    private volatile boolean loops;

    @Override
    String config(String endpoint) {
        return """
                agent: {environments: [staging]}
                environments:
                  staging:
                    aws:
                      - {account: "111111111111", tags: {Env: staging}}
                      - {account: "111111111111", region: eu-north-1}
                  production:
                    protected: true
                    aws:
                      - {account: "222222222222"}
                      - {account: "111111111111", tags: {Env: production}}
                resolvers:
                  aws:
                    access-key-id: "file:key-id.txt"
                    secret-access-key: "file:secret.txt"
                    region: eu-west-1
                    endpoint: "%s/"
                    time-limit: 2s
                """.formatted(endpoint);
    }

    @org.junit.jupiter.api.BeforeEach
    void writeKeyId() throws IOException {
        java.nio.file.Files.writeString(directory.resolve("key-id.txt"), "AKIAGUARD00000000003");
    }

    @Override
    String answer(Asked request) {
        if (request.body().startsWith("Action=GetAccessKeyInfo&Version=2011-06-15")) {
            return sts("GetAccessKeyInfo", request.body().contains(LIVE_KEY) ? "222222222222" : "111111111111");
        }
        if (request.body().startsWith("Action=GetCallerIdentity&Version=2011-06-15")) {
            return sts("GetCallerIdentity", "111111111111");
        }
        assertThat(request.head()).contains("ResourceGroupsTaggingAPI_20170126.GetResources");
        if (loops) {
            return page("again", tagged("i-staging", "staging"));
        }
        return request.body().contains("\"PaginationToken\":\"second\"")
                ? page("", many(tagged("i-live", "production"), tagged("i-odd", "lab")))
                : page("second", tagged("i-staging", "staging"));
    }

    private static String sts(String action, String account) {
        return "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                + "Result><Account>" + account + "</Account></" + action + "Result><ResponseMetadata><RequestId>"
                + "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ResponseMetadata></" + action + "Response>";
    }

    private static String page(String token, String... mappings) {
        return "{\"PaginationToken\":\"" + token + "\",\"ResourceTagMappingList\":[" + String.join(",", mappings)
                + "]}";
    }

    private static String[] many(String... others) {
        return Stream.concat(
                        Stream.of(others), IntStream.range(0, 30).mapToObj(i -> tagged("i-staging-" + i, "staging")))
                .toArray(String[]::new);
    }

    private static String tagged(String id, String environment) {
        return "{\"ResourceARN\":\"arn:aws:ec2:eu-west-1:111111111111:instance/" + id
                + "\",\"Tags\":[{\"Key\":\"Name\",\"Value\":\"\"},{\"Key\":\"Env\",\"Value\":\"" + environment
                + "\"}]}";
    }

    private static Action ec2(String action, String key, String region, String instance) {
        return new HttpCall(
                "POST",
                "https://ec2." + region + ".amazonaws.com/",
                Map.of(
                        "Content-Type", List.of("application/x-www-form-urlencoded; charset=utf-8"),
                        "Authorization",
                                List.of("AWS4-HMAC-SHA256 Credential=" + key + "/20261121/" + region
                                        + "/ec2/aws4_request, SignedHeaders=host;x-amz-date, Signature=00")),
                Body.of("Action=" + action + "&InstanceId.1=" + instance + "&Version=2016-11-15"));
    }

    @Override
    Action destroying() {
        return ec2("TerminateInstances", STAGING_KEY, "eu-west-1", "i-staging");
    }

    @Override
    Action reading() {
        return ec2("DescribeInstances", STAGING_KEY, "eu-west-1", "i-staging");
    }

    @ParameterizedTest
    @CsvSource({
        STAGING_KEY + ", eu-west-1, i-staging, Ask none",
        // on the second page
        STAGING_KEY + ", eu-west-1, i-live, Deny scope.other-environment",
        STAGING_KEY + ", eu-west-1, i-odd, Deny scope.other-environment",
        STAGING_KEY + ", eu-west-1, i-untagged, Deny scope.other-environment",
        STAGING_KEY + ", eu-north-1, i-untagged, Ask none",
        // the account of the key, whatever is named
        LIVE_KEY + ", eu-west-1, i-staging, Deny scope."
    })
    void account_of_the_key_and_tags_say_where_it_is(String key, String region, String instance, String expected)
            throws IOException {
        try (Guard guard = guard()) {
            assertThat(words(check(guard, ec2("TerminateInstances", key, region, instance))))
                    .startsWith(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"10, i-staging, Ask none", "10, i-live, Deny scope.other-environment", "25, i-live, Deny scope.unknown"
    })
    void thing_behind_many_others_counts_too(int others, String last, String expected) throws IOException {
        String all = IntStream.range(0, others)
                .mapToObj(i -> "i-staging-" + i + "&InstanceId." + (i + 2) + "=")
                .collect(Collectors.joining());
        try (Guard guard = guard()) {
            assertThat(words(check(guard, ec2("TerminateInstances", STAGING_KEY, "eu-west-1", all + last))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void command_line_with_a_key_id_in_its_variables_is_known_by_it() throws IOException {
        try (Guard guard = guard()) {
            Action terminate = new ProcessStart(List.of(
                    "sh",
                    "-c",
                    "AWS_ACCESS_KEY_ID=" + STAGING_KEY
                            + " aws ec2 terminate-instances --region eu-west-1 --instance-ids i-live"));
            Verdict verdict = check(guard, terminate);
            assertThat(words(verdict)).as(verdict.message()).isEqualTo("Deny scope.other-environment");
        }
    }

    @Test
    void requests_are_signed_with_the_key_of_guard_and_never_show_its_secret() throws IOException {
        try (Guard guard = guard()) {
            check(guard, destroying());
        }
        assertThat(server.asked)
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.head() + asked.body())
                        .contains("Credential=AKIAGUARD00000000003/")
                        .doesNotContain(SECRET));
    }

    @Test
    void pages_that_repeat_hold() throws IOException {
        loops = true;
        try (Guard guard = guard()) {
            assertThat(words(check(guard, destroying()))).isEqualTo("Deny scope.unknown");
        }
        assertThat(server.asked.size()).isLessThan(10);
    }
}
