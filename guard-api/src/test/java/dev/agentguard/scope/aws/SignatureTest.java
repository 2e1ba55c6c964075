package dev.agentguard.scope.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.resilience.CallFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures that AWS publishes in its test suite for Signature Version 4 (its example key, region and time). */
class SignatureTest {

    private static final Signature SIGNATURE =
            new Signature("us-east-1", "service", Instant.parse("2015-08-30T12:36:00Z"));

    private static String sign(String method, Map<String, String> more, String body) {
        Map<String, String> headers = new TreeMap<>(more);
        headers.put("Host", "example.amazonaws.com");
        headers.put("X-Amz-Date", SIGNATURE.date());
        String authorization = SIGNATURE.authorization(
                "AKIDEXAMPLE",
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                method + "\n/\n",
                headers,
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(authorization)
                .startsWith(
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=");
        return authorization.substring(authorization.lastIndexOf('=') + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
    })
    void vanilla(String method, String expected) {
        assertThat(sign(method, Map.of(), "")).isEqualTo(expected);
    }

    @Test
    void vanilla_with_session_token() {
        assertThat(sign(
                        "GET",
                        Map.of(
                                "X-Amz-Security-Token",
                                "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"),
                        ""))
                .isEqualTo("07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
        "application/x-www-form-urlencoded; charset=utf-8,"
                + " 328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422"
    })
    void post_x_www_form_urlencoded(String type, String expected) {
        assertThat(sign(
                        "POST",
                        Map.of(
                                "Content-Type", type,
                                "Content-Length", "13",
                                "x-amz-content-sha256",
                                        "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"),
                        "Param1=value1"))
                .isEqualTo(expected);
    }

    /** The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html. */
    @ParameterizedTest
    @CsvSource({
        "/test.txt, , bytes=0-9, f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        "/, max-keys=2&prefix=J, , 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void requests_to_s3(String path, String query, String range, String expected) {
        Signature signature = new Signature("us-east-1", "s3", Instant.parse("2013-05-24T00:00:00Z"));
        Map<String, String> headers = new TreeMap<>(Map.of(
                "Host", "examplebucket.s3.amazonaws.com",
                "X-Amz-Content-Sha256", Signature.digest(new byte[0]),
                "X-Amz-Date", signature.date()));
        if (range != null) {
            headers.put("Range", range);
        }
        assertThat(signature.authorization(
                        "AKIAIOSFODNN7EXAMPLE",
                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                        "GET\n" + path + "\n" + (query == null ? "" : query),
                        headers,
                        new byte[0]))
                .endsWith("Signature=" + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<XResponse><XResult><Account>1</Account></XResult>",
                "<YResponse><XResult><Account>1</Account></XResult></YResponse>",
                "<XResponse><XResult><Accounts>1</Accounts></XResult></XResponse>",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><XResponse><XResult><Account>&a;</Account>"
                        + "</XResult></XResponse>",
                "<XResponse><XResult><Account>1</Account></XResult></XResponse><more/>"
            })
    void answer_that_is_none_is_refused(String xml) {
        assertThatThrownBy(() -> QueryAnswer.text(xml.getBytes(StandardCharsets.UTF_8), "X", "Account"))
                .isInstanceOf(CallFailedException.class)
                .hasMessageNotContaining("root:");
    }
}
